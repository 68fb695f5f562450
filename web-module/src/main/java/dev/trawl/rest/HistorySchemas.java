package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of a job's history, for the API's description alone. */
@NullUnmarked
final class HistorySchemas {
  private HistorySchemas() {}

  @Schema(name = "History")
  static final class HistoryOut {
    @Schema(
        description =
            "Seconds between two samples as they are taken now; there are some when a job starts and ends besides, and none while it is paused")
    int interval;

    @Schema(description = "The oldest first")
    List<SampleOut> items;

    @Schema(nullable = true, description = "always null: all of them are there")
    String next;
  }

  @Schema(name = "Sample", description = "Counters of the job as they were then")
  static final class SampleOut {
    @Schema(format = "date-time")
    String at;

    long discovered;

    long queued;

    long inFlight;

    long fetched;

    long redirected;

    long failed;

    long excluded;

    long bytes;
  }
}
