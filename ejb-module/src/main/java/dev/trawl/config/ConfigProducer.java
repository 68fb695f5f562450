package dev.trawl.config;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;

/** Makes the configuration injectable. */
@Dependent
class ConfigProducer {
  private static final TrawlConfig CONFIG = TrawlConfig.of(System.getenv());

  @Produces
  static TrawlConfig config() {
    return CONFIG;
  }
}
