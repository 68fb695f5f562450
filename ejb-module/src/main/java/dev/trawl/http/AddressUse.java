package dev.trawl.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts the requests that are under way to each address, and lets no more through than it may. */
final class AddressUse {
  /**
   * For another request to end. Short, because who waits could do something for other addresses;
   * not zero, so that whoever comes back at once does not come back too often.
   */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final int most;
  private final Map<InetAddress, Integer> requests = new HashMap<>();

  AddressUse(int most) {
    this.most = most;
  }

  /**
   * Counts one more; the caller has to {@link #leave}.
   *
   * @param ofHost requests at once that a single host may have, which its address then has to bear
   * @throws AddressCrowdedException if there is no room for it
   */
  synchronized void enter(InetAddress address, int ofHost)
      throws AddressCrowdedException, InterruptedException {
    int room = Math.max(most, ofHost);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (requests.getOrDefault(address, 0) >= room) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AddressCrowdedException(address, requests.getOrDefault(address, 0));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    requests.merge(address, 1, Integer::sum);
  }

  /** One has ended. */
  synchronized void leave(InetAddress address) {
    requests.compute(address, (same, count) -> count == null || count == 1 ? null : count - 1);
    notifyAll();
  }
}
