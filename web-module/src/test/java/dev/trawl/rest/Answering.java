package dev.trawl.rest;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Stand-ins for what the container hands in, by what their methods answer. */
final class Answering {
  private Answering() {}

  @FunctionalInterface
  interface Answers {
    @Nullable Object to(String method, Object[] arguments);
  }

  static <T> T answering(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            Answering.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
  }
}
