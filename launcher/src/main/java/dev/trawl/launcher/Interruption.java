package dev.trawl.launcher;

import dev.trawl.launcher.client.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;

/** What Ctrl-C does during a crawl: the job is the application's, and may go on without us. */
final class Interruption {

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  static Interruption handle(Api api, String job, ProgressView view) {
    Thread hook = new Thread(() -> leave(api, job, view), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  /** From here on the process may end without a question. */
  void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is asking already, and ends the process when it has its answer.
      sleepForEver();
    }
  }

  private static void leave(Api api, String job, ProgressView view) {
    try {
      view.close();
      if (Output.answered() && wantsToStop()) {
        api.tell(job, "stop");
        Output.say("Job " + job + " is being stopped.");
      } else {
        Output.say(
            String.format(
                "Job %s goes on. Look at it by ./trawl job show %s, end it by ./trawl job stop %s.",
                job, job, job));
      }
    } catch (IOException | RuntimeException e) {
      Output.error(e);
    }
    Runtime.getRuntime().halt(1);
  }

  private static boolean wantsToStop() throws IOException {
    System.err.print("\nStop the job (s), or leave it running (l)? [l] ");
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    String answer = keyboard.readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("s");
  }

  private static void sleepForEver() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
