package dev.trawl.fetch;

import dev.trawl.batch.StoppedException;
import dev.trawl.database.Infrastructure;
import dev.trawl.host.Trouble;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Fetches the URLs of one task one after the other. Thread-confined. */
final class TaskFetch implements TaskRun.Work {
  private static final Logger LOG = System.getLogger(TaskFetch.class.getName());

  private final Fetcher fetcher;
  private final FetchTask task;
  private final List<TaskUrl> urls;
  private final int mark;
  private boolean leftAlone;
  private boolean asked;
  private int done;

  /**
   * @param urls those that are to be requested
   * @param mark of the node's pulse, from when the task came
   * @param again whether somebody certainly had the task before
   */
  TaskFetch(Fetcher fetcher, FetchTask task, List<TaskUrl> urls, int mark, boolean again) {
    this.fetcher = fetcher;
    this.task = task;
    this.urls = urls;
    this.mark = mark;
    // Whoever had it before may have asked the host a moment ago: the delay begins anew.
    leftAlone = again && !task.delay().isZero();
  }

  @Override
  public void run(TaskRun run) {
    fetcher.load.whileFetching(
        task.taskId(),
        () -> {
          while (done < urls.size()) {
            next(run);
            done++;
          }
        });
  }

  private void next(TaskRun run) {
    try (FetchResult result = fetch(urls.get(done))) {
      asked |= result.requested();
      leftAlone |= task.asksRobots() || Trouble.of(result.outcome()).isPresent();
      boolean last = done == urls.size() - 1;
      // A host that is to be left alone is free only when that is noted with the result.
      boolean frees = last && !leftAlone;
      // The host is free from here on; that the result is on its way takes a little longer. Where
      // this node answers for the task, it first sees to it that the broker does.
      boolean early = last && run.isAwaitedToItsEnd();
      if (frees && early) {
        release();
      }
      fetcher.sender.send(result);
      if (frees && !early) {
        release();
      }
    }
  }

  private FetchResult fetch(TaskUrl url) {
    if (leftAlone) {
      return fetcher.unasked(task, url, Fetcher.notRunning("the host is to be left alone"));
    }
    return fetcher.load.isDraining()
        ? fetcher.unasked(task, url, Fetcher.notRunning("this node is about to be stopped"))
        : fetcher.fetch(task, url, mark);
  }

  private void release() {
    fetcher.releases.release(task.taskId(), asked, !task.delay().isZero());
  }

  /** No message brings the task again: each URL that is left ends, or goes back to its queue. */
  @Override
  public void failedAlone(Throwable failure) {
    if (failure instanceof StoppedException) {
      // The process ends, and what it holds goes to others.
      return;
    }
    boolean ours = !Infrastructure.isAway(failure);
    try {
      for (; done < urls.size(); done++) {
        TaskUrl url = urls.get(done);
        FetchOutcome outcome =
            ours ? Fetcher.broken(task, url, failure) : Fetcher.notRunning(failure.toString());
        fetcher.sender.send(fetcher.unasked(task, url, outcome));
      }
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "the rest of task " + task.taskId() + " comes back when its lease has run out",
          e);
    }
  }
}
