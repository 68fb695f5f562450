package dev.trawl.http;

import dev.trawl.body.BodyStore;
import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Reads a body as the client does. */
final class Reading {
  private static final ScheduledThreadPoolExecutor TIMER = timer();
  private static final BodyStore BODIES = BodyStore.temporary();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(BODIES::close));
  }

  private Reading() {}

  /** The largest body that is wanted (4^digit bytes), "c" if a larger one is cut. */
  static Limits limits(Input input) {
    long most = 1L << (2 * input.digit());
    return input.option() == 'c' ? Limits.cutAt(most) : Limits.failAbove(most);
  }

  static AnswerReader.Content of(AnswerHead head, Headers headers, Limits limits)
      throws IOException {
    DecoderMemory memory = new DecoderMemory();
    try (Deadline deadline = new Deadline(TIMER, TimeUnit.MINUTES.toNanos(1))) {
      Decoder decoder = new Decoder(memory, BODIES, deadline);
      return new AnswerReader(Timeouts.DEFAULT, limits, decoder, BODIES).read(head, headers);
    } finally {
      Oracle.check(memory.free() == DecoderMemory.BYTES, "a decoder did not give back its memory");
    }
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
