package dev.trawl.launcher;

import dev.trawl.launcher.client.Job;

/** Shows how a job gets on. */
interface ProgressView extends AutoCloseable {

  static ProgressView fitting(boolean terminal) {
    return terminal ? new BarView() : new LineView();
  }

  void show(Job job);

  /** Leaves the line that it wrote on. */
  @Override
  void close();
}
