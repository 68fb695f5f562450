package dev.trawl.page;

import dev.trawl.body.BodyStore;

/** A store for all tests of the package; its folder is gone when they are. */
final class TestBodies {
  static final BodyStore STORE = BodyStore.temporary();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(STORE::close));
  }

  private TestBodies() {}
}
