package dev.trawl.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of signing in, for the API's description alone. */
@NullUnmarked
final class SessionSchemas {
  private SessionSchemas() {}

  @Schema(name = "SignIn", requiredProperties = "token")
  static final class SignInIn {
    @Schema(description = "The administrator's")
    String token;
  }

  @Schema(name = "Session")
  static final class SessionOut {
    @Schema(format = "date-time")
    String created;

    @Schema(format = "date-time", description = "unless it is used before")
    String expires;
  }
}
