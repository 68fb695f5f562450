package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of a job's statistics, for the API's description alone. */
@NullUnmarked
final class StatisticsSchemas {
  private StatisticsSchemas() {}

  @Schema(
      name = "Statistics",
      description =
          "The greatest count first, depths in their order; 100 entries of a list and 10 hosts at the most")
  static final class StatisticsOut {
    @Schema(format = "date-time", description = "when it was counted")
    String at;

    List<StatusCountOut> statuses;

    List<TypeCountOut> types;

    List<DepthCountOut> depths;

    List<ExcludedCountOut> excluded;

    @Schema(description = "by the mean of what a request took")
    List<HostCountOut> slowestHosts;

    @Schema(description = "by how many of their pages have failed")
    List<FailingHostOut> failingHosts;
  }

  @Schema(name = "StatusCount")
  static final class StatusCountOut {
    @Schema(nullable = true, description = "null without an answer")
    Integer status;

    @Schema(nullable = true, description = "where there was no answer, or what was wrong with it")
    String error;

    long pages;
  }

  @Schema(name = "TypeCount")
  static final class TypeCountOut {
    @Schema(
        nullable = true,
        description = "media type without parameters; null where none was told")
    String type;

    long pages;

    @Schema(description = "of decoded bodies")
    long bytes;
  }

  @Schema(name = "DepthCount")
  static final class DepthCountOut {
    int depth;

    long pages;
  }

  @Schema(name = "ExcludedCount")
  static final class ExcludedCountOut {
    String rule;

    long urls;
  }

  @Schema(name = "HostCount")
  static final class HostCountOut {
    @Schema(description = "scheme, name and port, the default port left out")
    String host;

    long pages;

    @Schema(description = "of these")
    long failed;

    @Schema(description = "of a request, in milliseconds")
    double meanMs;

    @Schema(description = "of a request, in milliseconds")
    long maxMs;
  }

  @Schema(name = "FailingHost")
  static final class FailingHostOut {
    @Schema(description = "scheme, name and port, the default port left out")
    String host;

    long pages;

    @Schema(description = "of these")
    long failed;

    @Schema(description = "of a request, in milliseconds")
    double meanMs;

    @Schema(description = "of a request, in milliseconds")
    long maxMs;

    @Schema(
        description =
            "what most of them have failed with: an error, or a status as in \"status 404\"")
    String error;
  }
}
