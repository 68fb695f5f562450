package dev.trawl.job;

import dev.trawl.credential.CredentialKey;
import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import dev.trawl.scope.Scope;
import dev.trawl.url.CrawlUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code POST /api/jobs}, or of a message on {@code trawl.crawl}; after a "p" that of a
 * {@code PATCH}.
 */
public final class JobFuzz {
  private static final Optional<CredentialKey> KEY =
      Optional.of(CredentialKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

  private static final JobRequest JOB =
      JobRequestReader.read(
          """
          {"seeds": ["http://a.example/"], "scope": {"maxPages": 10, "maxBytes": 1000}}\
          """);

  private static final List<CrawlUrl> URLS =
      List.of(url("http://a.example/b/c?d=e&utm_source=f"), url("https://www.b.example:8443/"));

  private JobFuzz() {}

  private static CrawlUrl url(String text) {
    return CrawlUrl.parse(text).orElseThrow();
  }

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    read(input).ifPresent(JobFuzz::check);
  }

  private static Optional<JobRequest> read(Input input) {
    try {
      return Optional.of(
          input.option() == 'p'
              ? JobPatch.read(input.text()).applyTo(JOB, 3)
              : JobRequestReader.accept(input.text(), KEY));
    } catch (InvalidRequestException e) {
      Oracle.check(!e.errors().isEmpty(), "refused without a reason");
      return Optional.empty();
    }
  }

  private static void check(JobRequest request) {
    String written = JobRequestWriter.write(request).toString();
    Oracle.storable(written);
    request.name().ifPresent(Oracle::storable);
    Oracle.same(JobRequestReader.read(written), request);
    Oracle.check(!request.seeds().isEmpty(), "no seed");
    request.seeds().forEach(Oracle::url);
    Scope scope = Scope.of(request.scope(), request.seeds(), List.of());
    URLS.forEach(url -> scope.decide(url, 1));
    request.politeness().hours().next(Instant.EPOCH);
  }
}
