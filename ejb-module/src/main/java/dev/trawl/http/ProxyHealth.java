package dev.trawl.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether a proxy does its work. From the third failure in a row on, one connection tries it now
 * and then, and all others fail at once, so that nobody waits for a proxy that is away.
 * Thread-safe.
 */
final class ProxyHealth {
  private static final Logger LOG = System.getLogger(ProxyHealth.class.getName());

  /** A failure alone may be due to one target, for which the others must not be left alone. */
  private static final int AWAY_AFTER = 3;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Of a proxy that fails now and then, one is told a minute. */
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private final String name;
  private final LongSupplier nanoTime;
  private Optional<String> trouble = Optional.empty();
  private int failures;
  private Duration pause = FIRST_PAUSE;
  private long nextTry;
  private Optional<Long> toldAt = Optional.empty();
  private boolean told;

  /**
   * @param name of the proxy in sentences
   */
  ProxyHealth(String name) {
    this(name, System::nanoTime);
  }

  ProxyHealth(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
  }

  /**
   * Lets a connection try.
   *
   * @throws ExchangeException as {@link Reason#PROXY} if the proxy is away and another one tried a
   *     moment ago
   */
  synchronized void admit() throws ExchangeException {
    if (failures >= AWAY_AFTER) {
      if (nanoTime.getAsLong() - nextTry < 0) {
        throw new ExchangeException(Reason.PROXY, trouble.orElse(""));
      }
      rest();
    }
  }

  /**
   * It did not do its work.
   *
   * @param how what follows its name in a sentence
   */
  synchronized ExchangeException fails(String how) {
    failures++;
    if (failures == AWAY_AFTER) {
      pause = FIRST_PAUSE;
      rest();
    }
    String sentence = name + " " + how;
    if (trouble.isEmpty()) {
      tell(sentence);
    }
    trouble = Optional.of(sentence);
    return new ExchangeException(Reason.PROXY, sentence);
  }

  /** It did. */
  synchronized void works() {
    if (trouble.isPresent() && told) {
      LOG.log(Level.INFO, "{0} works again", name);
    }
    trouble = Optional.empty();
    failures = 0;
  }

  /** What was wrong the last time; empty if it works, or was not used yet. */
  synchronized Optional<String> trouble() {
    return trouble;
  }

  private void rest() {
    nextTry = nanoTime.getAsLong() + pause.toNanos();
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void tell(String sentence) {
    long now = nanoTime.getAsLong();
    told = toldAt.isEmpty() || now - toldAt.get() > BETWEEN_LINES.toNanos();
    if (told) {
      toldAt = Optional.of(now);
      LOG.log(Level.WARNING, "{0}; what was to go through it waits, and is tried again", sentence);
    }
  }
}
