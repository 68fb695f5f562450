package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shape of a request for a job, for the API's description alone. */
@NullUnmarked
final class JobRequestSchemas {
  private JobRequestSchemas() {}

  @Schema(name = "JobRequest", requiredProperties = "seeds")
  static final class JobIn {
    @Schema(nullable = true, maxLength = 200)
    String name;

    @Schema(
        minItems = 1,
        maxItems = 100_000,
        description =
            "Absolute http or https URLs; requested without the parameters that are dropped")
    List<String> seeds;

    ScopeIn scope;

    PolitenessIn politeness;

    @Schema(
        enumeration = {"robots", "off"},
        defaultValue = "robots")
    String sitemaps;

    @Schema(description = "In an answer only if it was given")
    ContentIn content;

    FetchSchemas.FetchIn fetch;

    @Schema(
        format = "uuid",
        nullable = true,
        description =
            "A job that is repeated: what it has is requested on condition that it has changed")
    String revisit;
  }

  @Schema(name = "Content", description = "What is kept of answers, beside the page's line")
  static final class ContentIn {
    @Schema(
        maxItems = 1000,
        example = "[\"text/html\", \"application/pdf\", \"image/*\"]",
        description =
            "Media types of the bodies that are kept, in addition to their size and digest; all of them without a list, "
                + "none with an empty one. text/html stands for whatever was read as HTML")
    List<String> keep;

    @Schema(
        defaultValue = "false",
        description =
            "Whether text is taken from PDF and office files, also from those that are not kept")
    boolean text;
  }

  @Schema(name = "Scope")
  static final class ScopeIn {
    @Schema(
        enumeration = {"host", "domain", "prefix", "any"},
        defaultValue = "host")
    String within;

    @Schema(description = "RE2 patterns; one must be found in a URL, if there are any")
    List<String> include;

    @Schema(description = "RE2 patterns; none may be found in a URL")
    List<String> exclude;

    @Schema(
        maxItems = 1000,
        description =
            "File name extensions that are left out, without their dot; in an answer only if any are")
    List<String> excludeTypes;

    @Schema(
        enumeration = {"avoid", "ignore"},
        defaultValue = "avoid",
        description = "what looks like a crawler trap; in an answer only if ignored")
    String traps;

    @Schema(
        maxItems = 1000,
        description =
            "Names of parameters that seeds are requested and links are followed without: gclid, utm_* (the beginning of a name), "
                + ";jsessionid (in the path). Without a list, known tracking and session parameters are dropped; "
                + "an empty list drops none. In an answer only if a list was given")
    List<String> dropParameters;

    @Schema(minimum = "0", maximum = "1000000", defaultValue = "64")
    int maxDepth;

    @Schema(nullable = true, minimum = "1")
    Long maxPages;

    @Schema(
        nullable = true,
        minimum = "1",
        maximum = "1000000000",
        description =
            "URLs requested of each host (scheme, name and port). In an answer only if there is a limit")
    Long maxPagesPerHost;

    @Schema(
        nullable = true,
        minimum = "1",
        maximum = "1000000000",
        description =
            "URLs requested of each directory of a host, which is the path up to and including its last slash. "
                + "In an answer only if there is a limit")
    Long maxPagesPerDirectory;

    @Schema(nullable = true, description = "ISO 8601 duration", example = "PT1H")
    String maxDuration;

    @Schema(nullable = true, minimum = "1")
    Long maxBytes;

    @Schema(minimum = "1", maximum = "1073741824", defaultValue = "10485760")
    long maxBodyBytes;
  }

  @Schema(name = "Politeness")
  static final class PolitenessIn {
    @Schema(description = "ISO 8601 duration, PT0S to P1D", defaultValue = "PT1S")
    String delay;

    @Schema(minimum = "1", maximum = "64", defaultValue = "1")
    int connectionsPerHost;

    @Schema(
        enumeration = {"obey", "ignore"},
        defaultValue = "obey")
    String robots;

    @Schema(
        enumeration = {"obey", "ignore"},
        defaultValue = "obey",
        description =
            "meta robots, X-Robots-Tag and rel=nofollow, ugc and sponsored; in an answer only if ignored")
    String robotsTags;

    @Schema(
        maxItems = 100,
        example = "[\"22:00-06:00\"]",
        description =
            "Hours outside of which nothing new is requested; always, if there are none. In an answer only if there are")
    List<String> hours;

    @Schema(
        defaultValue = "UTC",
        example = "Europe/Berlin",
        description = "IANA time zone of the hours; in an answer only if it is another one")
    String zone;

    @Schema(
        nullable = true,
        minimum = "1024",
        maximum = "1099511627776",
        description =
            "Decoded bytes a second, over all hosts and nodes, as an average over some seconds: what is in flight "
                + "still comes, and is waited for afterwards. In an answer only if there is a limit")
    Long maxBytesPerSecond;
  }
}
