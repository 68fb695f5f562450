package dev.trawl.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waiting with a limit. */
public final class Wait {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private Wait() {}

  /**
   * Asks again and again until there is an answer.
   *
   * @throws IllegalStateException if there is none within the limit
   */
  public static <T> T until(String what, Duration limit, Supplier<Optional<T>> question) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Not within " + limit + ": " + what);
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting: " + what, e);
      }
    }
  }

  /** Waits until a condition holds. */
  public static void until(String what, Duration limit, BooleanCondition condition) {
    until(what, limit, () -> condition.holds() ? Optional.of(true) : Optional.<Boolean>empty());
  }

  /** A condition to wait for. */
  @FunctionalInterface
  public interface BooleanCondition {
    boolean holds();
  }
}
