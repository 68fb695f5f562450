package dev.trawl.rest;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/**
 * The shapes of what goes in and out, for the API's description alone; nobody makes one of these.
 * They are no records, since Payara takes the annotation on a record's accessor for one on a setter
 * and then answers /openapi with 500.
 */
@NullUnmarked
final class Schemas {
  private Schemas() {}

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

    FetchIn fetch;

    @Schema(
        format = "uuid",
        nullable = true,
        description =
            "A job that is repeated: what it has is requested on condition that it has changed")
    String revisit;
  }

  @Schema(
      name = "Fetch",
      description = "How requests are made; in an answer only if something was said of it")
  static final class FetchIn {
    TimesIn times;

    @Schema(
        description =
            "Header fields that are sent to every host with each page and sitemap; at most 50, and neither Cookie nor Authorization")
    Map<String, String> headers;

    @Schema(
        enumeration = {"off", "job"},
        defaultValue = "off",
        description =
            "Whether cookies that answers set are kept for the job, and sent back (RFC 6265)")
    String cookies;

    @Schema(
        description =
            "Secrets, each for one origin; at most 100. They are sealed, and an answer has origin and scheme alone")
    List<CredentialIn> credentials;
  }

  @Schema(
      name = "Credential",
      description =
          "Basic authentication by username and password, or bearer authentication by token")
  static final class CredentialIn {
    @Schema(
        description = "Scheme, name and port, which alone get it",
        example = "https://intranet.example")
    String origin;

    @Schema(maxLength = 1000, writeOnly = true, description = "Without a colon")
    String username;

    @Schema(maxLength = 1000, writeOnly = true)
    String password;

    @Schema(maxLength = 4096, writeOnly = true)
    String token;

    @Schema(
        enumeration = {"basic", "bearer"},
        readOnly = true)
    String scheme;
  }

  @Schema(
      name = "Times",
      description =
          "How long a request may take, as ISO 8601 durations; what is not given is as the node does it")
  static final class TimesIn {
    @Schema(
        description = "For each address that is tried, and for the TLS handshake; PT0.1S to PT5M")
    String connect;

    @Schema(description = "Silence before the answer begins; PT0.1S to PT5M")
    String firstByte;

    @Schema(description = "From the start to the last byte; PT0.1S to PT10M")
    String answer;

    @Schema(
        minimum = "0",
        maximum = "1000000000",
        description = "Bytes a second that a body must not fall below; 0 for any")
    Integer lowestSpeed;

    @Schema(
        description =
            "Over which that speed is measured, and the longest silence inside a body; PT0.1S to PT5M")
    String speedWindow;
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

  @Schema(name = "Job")
  static final class JobOut {
    @Schema(format = "uuid")
    String id;

    @Schema(nullable = true)
    String name;

    List<String> seeds;

    @Schema(
        description =
            "how many seeds there are; only in an answer to a call with the parameter seeds")
    Integer seedCount;

    ScopeIn scope;

    PolitenessIn politeness;

    String sitemaps;

    ContentIn content;

    FetchIn fetch;

    @Schema(format = "uuid", description = "in an answer only if a job is repeated")
    String revisit;

    @Schema(
        enumeration = {"QUEUED", "RUNNING", "PAUSED", "STOPPING", "COMPLETED", "STOPPED", "FAILED"})
    String state;

    @Schema(nullable = true)
    String reason;

    @Schema(format = "date-time")
    String created;

    @Schema(format = "date-time", nullable = true)
    String started;

    @Schema(format = "date-time", nullable = true)
    String finished;

    CountersOut counters;

    @Schema(
        description = "parts of sites that were found to be without end; absent if there are none")
    List<TrapOut> traps;
  }

  @Schema(name = "Jobs")
  static final class JobsOut {
    List<JobOut> items;

    @Schema(nullable = true, description = "where to go on; null if no job is left")
    String next;
  }

  @Schema(
      name = "Trap",
      description = "A part of a site that is taken for one without end, and shut")
  static final class TrapOut {
    @Schema(enumeration = {"endless", "queryExplosion"})
    String rule;

    @Schema(
        description = "host and path; * is a segment with a digit, ? at the end any query",
        example = "example.org/calendar/")
    String where;

    @Schema(format = "date-time", description = "since when nothing of it is taken")
    String at;

    @Schema(description = "URLs that are kept out because of it")
    long excluded;

    @Schema(description = "a page of it that led to more of it")
    String example;
  }

  @Schema(
      name = "Counters",
      description = "discovered = queued + inFlight + fetched + redirected + failed + excluded")
  static final class CountersOut {
    long discovered;

    long queued;

    long inFlight;

    long fetched;

    long redirected;

    long failed;

    long excluded;

    long bytes;

    @Schema(description = "results for URLs that were settled before; they change nothing else")
    long duplicates;

    @Schema(description = "answered with 304, a part of fetched; bytes counts nothing for them")
    long notModified;
  }

  @Schema(name = "Page", type = SchemaType.OBJECT)
  static final class PageOut {
    @Schema(format = "uuid")
    String id;

    @Schema(format = "uuid")
    String jobId;

    String url;

    @Schema(nullable = true)
    Integer status;

    @Schema(nullable = true)
    String contentType;

    @Schema(nullable = true)
    String charset;

    @Schema(nullable = true, description = "of the decoded body")
    Long bytes;

    @Schema(nullable = true, description = "of the decoded body, in hexadecimal")
    String sha256;

    @Schema(nullable = true)
    String title;

    @Schema(nullable = true)
    String lang;

    int depth;

    @Schema(nullable = true)
    String referrer;

    @Schema(format = "date-time")
    String fetchedAt;

    long durationMs;

    String node;

    @Schema(nullable = true)
    String error;

    @Schema(nullable = true)
    String detail;

    @Schema(nullable = true)
    String location;

    List<String> outlinks;

    @Schema(
        description =
            "further links of the page, which are neither here nor followed: it has too many, or they are too long")
    int outlinksDropped;

    @Schema(description = "absent unless text was to be taken from it; not in lists and exports")
    DocumentOut document;

    @Schema(
        description =
            "The answer's fields in their order, without Set-Cookie and Set-Cookie2; at most 8 KiB. "
                + "Not in lists and exports")
    List<HeaderOut> headers;

    @Schema(
        description =
            "Those that led here, in their order, on the path by which it was found; at most 20. Not in lists and exports")
    List<RedirectOut> redirects;

    @Schema(
        nullable = true,
        description =
            "The URL that the page should be known by, as it says in rel=canonical, or its answer in Link. Not in lists and exports")
    String canonical;

    @Schema(
        format = "uuid",
        nullable = true,
        description =
            "The first page of the job with the same bytes, if that is another one. Not in lists and exports")
    String duplicateOf;

    @Schema(
        description =
            "Pages of the job with nearly the same text, the most similar first; at most 20. Not in lists and exports")
    List<String> similarTo;
  }

  @Schema(name = "Redirect")
  static final class RedirectOut {
    String url;

    int status;

    @Schema(format = "uuid", description = "its page")
    String id;
  }

  @Schema(name = "Header")
  static final class HeaderOut {
    String name;

    String value;
  }

  @Schema(name = "Document", description = "What came of taking text from a PDF or office file")
  static final class DocumentOut {
    @Schema(nullable = true)
    String title;

    @Schema(nullable = true, description = "several are separated by semicolons")
    String author;

    @Schema(nullable = true)
    Integer pages;

    @Schema(nullable = true, description = "of its text; null if there is none")
    Integer characters;

    @Schema(description = "whether it has more text than the 1,000,000 characters that are kept")
    boolean cut;

    @Schema(
        nullable = true,
        enumeration = {"extraction-failed", "extraction-timeout"})
    String error;

    @Schema(nullable = true)
    String detail;

    @Schema(format = "date-time")
    String extractedAt;
  }

  @Schema(name = "DeadLetter", description = "A message that could not be processed")
  static final class DeadLetterOut {
    @Schema(format = "uuid", nullable = true, description = "null if its sender gave it none")
    String id;

    @Schema(nullable = true, description = "where it came from")
    String origin;

    @Schema(description = "whether it is known where it can be sent back to")
    boolean replayable;

    @Schema(
        nullable = true,
        description = "exception and message; of a refused crawl request the problem document")
    String reason;

    @Schema(nullable = true, description = "which node gave it up")
    String node;

    @Schema(nullable = true)
    Integer attempts;

    @Schema(format = "date-time", nullable = true)
    String deadLetteredAt;

    @Schema(format = "uuid", nullable = true)
    String jobId;

    @Schema(format = "uuid", nullable = true)
    String urlId;

    @Schema(nullable = true)
    String url;

    @Schema(format = "uuid", nullable = true)
    String taskId;

    @Schema(description = "bytes of its body")
    long size;

    @Schema(description = "the properties that its sender gave it, as text, shortened")
    Map<String, String> properties;

    @Schema(
        nullable = true,
        description =
            "the beginning of its body, if that is a text; values of passwords and the like are ***")
    String text;
  }
}
