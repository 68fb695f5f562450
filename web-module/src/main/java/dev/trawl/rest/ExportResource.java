package dev.trawl.rest;

import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import dev.trawl.page.PageView;
import dev.trawl.page.Pages;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A job's pages as one stream, read in short transactions: constant memory, and no snapshot that is
 * held for long.
 */
@Path("jobs/{id}/export")
@ApplicationScoped
@Tag(name = "pages")
public class ExportResource {
  private static final int PART = 500;

  @EJB Jobs jobs;
  @EJB Pages pages;

  /** All pages, a line each. */
  @GET
  @Operation(summary = "All pages of a job, a line each: jsonl (default) or urls")
  @APIResponse(responseCode = "400", description = "Not a format")
  @APIResponse(responseCode = "404", description = "No such job")
  public Response export(
      @PathParam("id") String id, @QueryParam("format") @Nullable String format) {
    Function<PageView, String> line = line(format);
    CrawlJob job = Ids.parse(id).flatMap(jobs::find).orElseThrow(() -> Ids.noJob(id));
    StreamingOutput stream = out -> write(job.num(), line, out);
    String type = "urls".equals(format) ? "text/plain;charset=UTF-8" : "application/jsonl";
    return Response.ok(stream, type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + id + (type.startsWith("text") ? ".txt\"" : ".jsonl\""))
        .build();
  }

  private static Function<PageView, String> line(@Nullable String format) {
    if (format == null || format.equals("jsonl")) {
      return page -> PageJson.of(page).toString();
    } else if (format.equals("urls")) {
      return PageView::url;
    }
    throw ProblemException.badParameter("format", "must be jsonl or urls");
  }

  private void write(int job, Function<PageView, String> line, OutputStream out)
      throws IOException {
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    Optional<UUID> last = Optional.empty();
    List<PageView> part;
    do {
      part = pages.export(job, last, PART);
      for (PageView page : part) {
        buffered.write(line.apply(page).getBytes(StandardCharsets.UTF_8));
        buffered.write('\n');
      }
      last = part.isEmpty() ? last : Optional.of(part.get(part.size() - 1).id());
    } while (!part.isEmpty());
    buffered.flush();
  }
}
