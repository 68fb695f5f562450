package dev.trawl.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The API and its description. */
@ApplicationPath("/api")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Trawl",
            version = "0.1.0",
            description =
                "Submit crawl jobs, watch them, read what was crawled. Errors are RFC 9457 problem details."),
    security = {@SecurityRequirement(name = "token"), @SecurityRequirement(name = "session")})
@SecurityScheme(
    securitySchemeName = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "The administrator's token, from TRAWL_ADMIN_TOKEN or admin.token in TRAWL_DATA")
@SecurityScheme(
    securitySchemeName = "session",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.COOKIE,
    apiKeyName = SessionCookie.NAME,
    description =
        "For browsers, from POST /api/session; what is neither GET nor HEAD needs the header X-Requested-By: trawl besides")
public class RestApplication extends Application {}
