package dev.trawl.rest;

import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shape of a dead letter, for the API's description alone. */
@NullUnmarked
final class DeadLetterSchemas {
  private DeadLetterSchemas() {}

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
