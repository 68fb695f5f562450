package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of lists of pages, for the API's description alone; as {@link Schemas}. */
@NullUnmarked
final class PageSchemas {
  private PageSchemas() {}

  @Schema(name = "Pages")
  static final class PagesOut {
    List<Schemas.PageOut> items;

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
