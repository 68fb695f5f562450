package dev.trawl.rest;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shape of how a job's requests are made, for the API's description alone. */
@NullUnmarked
final class FetchSchemas {
  private FetchSchemas() {}

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
}
