package dev.trawl.batch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One caller's item on its way: first waiting, then perhaps promoted to lead, in the end done or
 * failed.
 */
final class Entry<T> {
  private final T item;
  private final CompletableFuture<Boolean> turn = new CompletableFuture<>();
  private final CompletableFuture<Void> result = new CompletableFuture<>();

  Entry(T item) {
    this.item = item;
  }

  T item() {
    return item;
  }

  /**
   * Waits until somebody else has committed this item (false), or this caller is to lead (true).
   */
  boolean isPromoted() {
    return turn.join();
  }

  void promote() {
    turn.complete(true);
  }

  void succeed() {
    result.complete(null);
    turn.complete(false);
  }

  void fail(RuntimeException e) {
    result.completeExceptionally(e);
    turn.complete(false);
  }

  void result() {
    try {
      result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException own ? own : e;
    }
  }
}
