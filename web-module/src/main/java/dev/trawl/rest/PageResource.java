package dev.trawl.rest;

import dev.trawl.database.Part;
import dev.trawl.document.DocumentTexts;
import dev.trawl.page.Inlink;
import dev.trawl.page.Inlinks;
import dev.trawl.page.PageDetails;
import dev.trawl.page.PageText;
import dev.trawl.page.PageTexts;
import dev.trawl.page.Pages;
import dev.trawl.page.StoredBody;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was crawled. */
@Path("pages/{id}")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Tag(name = "pages")
public class PageResource {
  @EJB Pages pages;
  @EJB DocumentTexts documents;
  @EJB Inlinks inlinks;
  @EJB PageTexts texts;

  /** One page. */
  @GET
  @Operation(summary = "A page")
  @APIResponse(
      responseCode = "200",
      description = "The page",
      content = @Content(schema = @Schema(implementation = PageSchemas.PageOut.class)))
  @APIResponse(responseCode = "404", description = "No such page")
  public JsonObject get(@PathParam("id") String id) {
    PageDetails details = Ids.parse(id).flatMap(pages::find).orElseThrow(() -> Ids.noPage(id));
    JsonObject json = PageJson.of(details);
    return documents
        .find(details.page().id())
        .map(document -> PageJson.with(document, json))
        .orElse(json);
  }

  /**
   * Its body, in such a way that no browser runs it as ours: with what {@link SecurityHeaders} says
   * of every answer, and a stricter policy.
   */
  @GET
  @Path("content")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      summary =
          "A page's decoded bytes, as a download; X-Crawled-Content-Type has the type that it claimed")
  @APIResponse(responseCode = "404", description = "No such page, or nothing was kept of it")
  public Response content(@PathParam("id") String id) {
    Pages.Content content =
        Ids.parse(id)
            .flatMap(pages::content)
            .orElseThrow(() -> ProblemException.notFound("There is no content of a page " + id));
    Response.ResponseBuilder response =
        Response.ok((StreamingOutput) out -> write(content, out))
            .header(HttpHeaders.CONTENT_LENGTH, content.length())
            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + "\"")
            .header("Content-Security-Policy", "sandbox; default-src 'none'");
    content
        .contentType()
        .map(type -> type.replaceAll("[^\\x20-\\x7e]", "?"))
        .ifPresent(type -> response.header("X-Crawled-Content-Type", type));
    return response.build();
  }

  /** Who leads to it. */
  @GET
  @Path("inlinks")
  @Operation(
      summary =
          "Pages of the same job that link or redirect to a page, in the order in which they were stored",
      description =
          "Each call reads the links of some thousand pages at the most, beginning with the job's first one. It may "
              + "give fewer than limit, even none, while there are more: as long as next is not null, a call with it "
              + "reads on behind the last page that was read. A link counts if it leads to the page's URL without the "
              + "parameters that the job drops, be it nofollow or not.")
  @APIResponse(
      responseCode = "200",
      description = "Pages; the page itself is among them if it links to itself",
      content = @Content(schema = @Schema(implementation = PageSchemas.InlinksOut.class)))
  @APIResponse(responseCode = "404", description = "No such page")
  public JsonObject inlinks(
      @PathParam("id") String id,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int most = Listing.limit(limit);
    long after = cursor == null ? 0 : Listing.cursor(cursor);
    Part<Inlink> found =
        Ids.parse(id)
            .flatMap(page -> inlinks.find(page, after, most))
            .orElseThrow(() -> Ids.noPage(id));
    return Listing.of(found.items().stream().map(PageJson::of).toList(), found.next());
  }

  /** What it shows. */
  @GET
  @Path("text")
  @Produces("text/plain; charset=utf-8")
  @Operation(
      summary =
          "The text of a page: of HTML at most 100,000 characters, from the first 1 MiB of what was kept of it; of a "
              + "document (PDF, office formats) in jobs that ask for it by content.text. X-Text-Cut: true says that "
              + "there is more")
  @APIResponse(
      responseCode = "404",
      description =
          "No such page, nothing was kept of it, it has no text, or that of a document is yet to be taken or could not be; document.error of the page says why")
  public Response text(@PathParam("id") String id) throws IOException {
    Optional<UUID> page = Ids.parse(id);
    Optional<PageText> text = page.flatMap(documents::text);
    if (page.isPresent() && text.isEmpty()) {
      text = texts.find(page.get());
    }
    PageText found =
        text.orElseThrow(() -> ProblemException.notFound("There is no text of a page " + id));
    return Response.ok(found.text()).header("X-Text-Cut", found.cut()).build();
  }

  private void write(Pages.Content content, OutputStream out) throws IOException {
    try (InputStream body = StoredBody.open(pages, content)) {
      body.transferTo(out);
    }
  }
}
