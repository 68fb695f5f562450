package dev.trawl.page;

import dev.trawl.host.HostReleases;
import dev.trawl.message.Addresses;
import dev.trawl.message.Delivery;
import dev.trawl.poison.Behind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the URLs behind a message by its properties alone, since it may be that nothing else of it
 * can be read.
 */
@ApplicationScoped
class UrlsBehind implements Behind {
  @Inject DeadLetterTransaction transaction;
  @Inject Progress progress;
  @Inject Event<HostReleases.Released> wake;

  @Override
  public void settle(Delivery delivery, String reason) {
    Map<UUID, List<StoredPage>> stored =
        switch (delivery.origin()) {
          case Addresses.FETCH ->
              delivery
                  .id("taskId")
                  .map(task -> transaction.settleTask(task, reason))
                  .orElse(Map.of());
          case Addresses.STORE -> settleResult(delivery, reason);
          default -> Map.of();
        };
    progress.stored(stored);
    wake.fire(new HostReleases.Released());
  }

  private Map<UUID, List<StoredPage>> settleResult(Delivery delivery, String reason) {
    Optional<UUID> url = delivery.id("urlId");
    Optional<UUID> job = delivery.id("jobId");
    return url.isPresent() && job.isPresent()
        ? transaction.settleUrl(url.get(), job.get(), reason, !delivery.isUnrequested())
        : Map.of();
  }
}
