package dev.trawl.launcher.part;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does the same to several parts at once. */
final class Together {

  private Together() {}

  /**
   * Returns when it is done for all; one that fails does not keep it from the others.
   *
   * @param atOnce for how many at the same time
   * @throws Trouble of the first in the order given that failed
   */
  static <T> void each(int atOnce, Collection<T> all, Consumer<T> work) {
    if (all.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(atOnce, all.size()));
    try {
      List<CompletableFuture<Void>> done =
          all.stream()
              .map(one -> CompletableFuture.runAsync(() -> work.accept(one), threads))
              .toList();
      // The failure of all of them together is thrown below, from the one that it came from.
      CompletableFuture.allOf(done.toArray(CompletableFuture[]::new))
          .exceptionally(e -> null)
          .join();
      done.forEach(Together::join);
    } finally {
      threads.shutdown();
    }
  }

  /** Waits, and throws what was thrown there. */
  static void join(CompletableFuture<Void> work) {
    try {
      work.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Trouble trouble ? trouble : e;
    }
  }
}
