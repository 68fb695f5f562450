package dev.trawl.incontainer;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Makes Arquillian start broker and database before it starts the container. */
public final class StackExtension implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(RunningStack.class);
  }
}
