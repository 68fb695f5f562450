package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of what is said of hosts, for the API's description alone. */
@NullUnmarked
final class HostSchemas {
  private HostSchemas() {}

  @Schema(name = "Hosts")
  static final class HostsOut {
    List<HostOut> items;

    @Schema(nullable = true)
    String next;
  }

  @Schema(name = "Host")
  static final class HostOut {
    @Schema(description = "scheme, name and port, the default port left out")
    String host;

    @Schema(
        enumeration = {"ok", "waiting", "aside"},
        description = "left alone for a while, or put aside since it kept failing")
    String state;

    @Schema(nullable = true, format = "date-time")
    String lastContact;

    @Schema(nullable = true, format = "date-time", description = "until when it is left alone")
    String notBefore;

    @Schema(description = "in a row, that count against it")
    int failures;

    @Schema(description = "how often it was put aside since its last answer")
    int rounds;

    @Schema(nullable = true, description = "the last failure, for people")
    String trouble;

    @Schema(description = "requests that are under way")
    long connections;

    long queued;

    @Schema(nullable = true, description = "null before it was asked for")
    RobotsOut robots;

    @Schema(description = "of one host alone: the jobs that have to do with it")
    List<HostJobOut> jobs;
  }

  @Schema(name = "Robots")
  static final class RobotsOut {
    int status;

    @Schema(format = "date-time")
    String fetchedAt;

    @Schema(format = "date-time")
    String usedUntil;

    @Schema(nullable = true, description = "ISO 8601 duration")
    String crawlDelay;

    @Schema(description = "of one host alone: the file")
    String content;
  }

  @Schema(name = "HostJob")
  static final class HostJobOut {
    String jobId;

    long queued;

    String delay;

    int connectionsPerHost;

    String robots;

    @Schema(nullable = true, description = "the error of its URLs, once the host is given up")
    String givenUp;

    @Schema(nullable = true)
    String detail;
  }
}
