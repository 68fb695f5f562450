package dev.trawl.rest;

import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import java.util.Optional;
import java.util.UUID;

/** Jobs of which there is one, for tests of what is shown of it. */
final class OneJob extends Jobs {
  static final UUID ID = new UUID(7, 7);
  static final int NUM = 7;

  @Override
  public Optional<CrawlJob> find(UUID id) {
    return id.equals(ID) ? Optional.of(new Numbered()) : Optional.empty();
  }

  private static final class Numbered extends CrawlJob {
    @Override
    public UUID id() {
      return ID;
    }

    @Override
    public int num() {
      return NUM;
    }
  }
}
