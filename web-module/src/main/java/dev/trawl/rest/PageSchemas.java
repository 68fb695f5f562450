package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of pages and their lists, for the API's description alone. */
@NullUnmarked
final class PageSchemas {
  private PageSchemas() {}

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
        nullable = true,
        example = "HTTP/1.1",
        description = "By which version of HTTP the answer came. Not in lists and exports")
    String protocol;

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

  @Schema(name = "Pages")
  static final class PagesOut {
    List<PageOut> items;

    @Schema(
        nullable = true,
        description = "where to go on, also if there are no items; null if no page is left")
    String next;
  }

  @Schema(name = "Inlinks")
  static final class InlinksOut {
    List<InlinkOut> items;

    @Schema(
        nullable = true,
        description = "where to go on, also if there are no items; null if no page is left")
    String next;
  }

  @Schema(name = "Inlink")
  static final class InlinkOut {
    @Schema(format = "uuid")
    String id;

    String url;

    @Schema(nullable = true)
    String title;

    @Schema(
        nullable = true,
        description = "a redirect leads to the page by itself, anything else by a link")
    Integer status;
  }
}
