package dev.trawl.message;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

/**
 * Calls of JMS whose checked exceptions become unchecked ones, as the simplified API has them that
 * we cannot use (docs/adr/0009-classic-jms-api.md).
 */
public final class Unchecked {
  private Unchecked() {}

  /** Something that is done with JMS. */
  @FunctionalInterface
  public interface Work {
    void run() throws JMSException;
  }

  /** Something that JMS is asked for. */
  @FunctionalInterface
  interface Call<T> {
    T answer() throws JMSException;
  }

  /**
   * Does it.
   *
   * @throws JMSRuntimeException with message, code and cause, for a {@link JMSException}
   */
  public static void run(Work work) {
    try {
      work.run();
    } catch (JMSException e) {
      throw unchecked(e);
    }
  }

  /** Asks for it, likewise. */
  static <T> T get(Call<T> call) {
    try {
      return call.answer();
    } catch (JMSException e) {
      throw unchecked(e);
    }
  }

  private static JMSRuntimeException unchecked(JMSException e) {
    return new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
  }
}
