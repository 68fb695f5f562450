package dev.trawl.systemtest;

import dev.trawl.stack.Api;
import dev.trawl.stack.Trawl;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one running stack, or its API; it is closed after the last test of the run. */
final class SharedStack implements ParameterResolver {

  /** {@code -Dtrawl.test.heap=256m}: how the hostile tests are seen to pass with that. */
  private static final Map<String, String> SETTINGS =
      Optional.ofNullable(System.getProperty("trawl.test.heap"))
          .map(heap -> Map.of("TRAWL_HEAP", heap))
          .orElse(Map.of());

  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(SharedStack.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Trawl.class || type == Api.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Trawl trawl =
        context
            .getRoot()
            .getStore(HERE)
            .computeIfAbsent(Trawl.class, key -> started(), Trawl.class);
    return parameter.getParameter().getType() == Trawl.class ? trawl : trawl.api();
  }

  static Trawl started() {
    Trawl trawl = Trawl.fresh(SETTINGS);
    try {
      trawl.up().orThrow();
      return trawl;
    } catch (RuntimeException e) {
      trawl.close();
      throw e;
    }
  }
}
