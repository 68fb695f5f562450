package dev.trawl.incontainer;

import java.lang.reflect.Field;
import java.util.Map;

/**
 * Variables that processes started from here inherit. Arquillian's adapter has no option for them,
 * and ports and passwords are known only once the stack is up; so Java's copy of the environment is
 * changed (it needs {@code --add-opens java.base/java.lang} and {@code java.base/java.util}).
 */
final class Environment {
  private Environment() {}

  @SuppressWarnings("unchecked")
  static void set(Map<String, String> variables) {
    try {
      Map<String, String> unmodifiable = System.getenv();
      Field field = unmodifiable.getClass().getDeclaredField("m");
      field.setAccessible(true);
      ((Map<String, String>) field.get(unmodifiable)).putAll(variables);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java keeps its environment elsewhere", e);
    }
  }

  /** A variable that {@link RunningStack} has set. */
  static String get(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
