package dev.trawl.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/**
 * The one of this node. It is handed out as it is, without a proxy: a server that stops takes the
 * proxies away first, and until its port is closed there are calls to be refused.
 */
@ApplicationScoped
class OneDrain {
  private final Drain drain = new Drain();

  @Produces
  @Dependent
  Drain drain() {
    return drain;
  }
}
