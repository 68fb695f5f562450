package dev.trawl.message;

import dev.trawl.database.Infrastructure;
import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;

/** The text of a message on {@code trawl.fetch}. */
public final class TaskFuzz {
  private TaskFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    FetchTask task;
    try {
      task = FetchTask.parse(new Input(bytes).text());
    } catch (RuntimeException e) {
      Oracle.check(!Infrastructure.isAway(e), "a message's own fault is waited out for ever");
      return;
    }
    Oracle.same(FetchTask.parse(task.toJson()), task);
    Oracle.check(!task.urls().isEmpty() && task.urls().size() <= 4, "URLs: " + task.urls().size());
    Oracle.check(!task.delay().isNegative(), "delay " + task.delay());
    Oracle.check(task.connections() >= 1, "connections " + task.connections());
    Oracle.check(task.maxBodyBytes() >= 1, "maxBodyBytes " + task.maxBodyBytes());
    Oracle.check(task.urls().stream().allMatch(url -> url.attempt() >= 0), "attempt below 0");
  }
}
