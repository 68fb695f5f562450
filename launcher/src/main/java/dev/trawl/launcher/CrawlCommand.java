package dev.trawl.launcher;

import dev.trawl.launcher.client.Api;
import dev.trawl.launcher.client.Failures;
import dev.trawl.launcher.client.Job;
import dev.trawl.launcher.client.JobRequest;
import dev.trawl.launcher.client.JobWatch;
import dev.trawl.launcher.part.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A whole crawl, from the start of the parts to the summary. */
@Command(
    name = "crawl",
    description = "Start what is not running, submit a job, show progress, print a summary.",
    mixinStandardHelpOptions = true,
    footer = "Exit status 0 if the job ended COMPLETED, else 1; 2 for wrong use.")
final class CrawlCommand implements Callable<Integer> {

  private static final Set<String> WITHIN = Set.of("host", "domain", "prefix", "any");
  private static final Set<String> FORMATS = Set.of("jsonl", "urls");
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Parameters(arity = "1..*", paramLabel = "URL", description = "Where to start.")
  private List<String> seeds;

  @Option(names = "--depth", paramLabel = "N", description = "How many links deep.")
  private Optional<Integer> depth = Optional.empty();

  @Option(names = "--max-pages", paramLabel = "N", description = "How many URLs to request.")
  private Optional<Long> maxPages = Optional.empty();

  @Option(
      names = "--within",
      paramLabel = "host|domain|prefix|any",
      description = "What of the web, seen from a seed (host).")
  private Optional<String> within = Optional.empty();

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      description = "Pause between two requests to a host: 500ms, 1s, 0, PT1S (1s).")
  private Optional<String> delay = Optional.empty();

  @Option(names = "--connections", paramLabel = "N", description = "At once to a host (1).")
  private Optional<Integer> connections = Optional.empty();

  @Option(
      names = "--revisit",
      paramLabel = "ID",
      description = "An earlier job; what it has is sent again only if it has changed.")
  private Optional<String> revisit = Optional.empty();

  @Option(names = "--out", paramLabel = "FILE", description = "Write the pages; - is the output.")
  private Optional<String> out = Optional.empty();

  @Option(names = "--format", paramLabel = "jsonl|urls", description = "Of FILE (jsonl).")
  private String format = "jsonl";

  @Option(names = "--json", description = "The summary as JSON: the job as the API has it.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    JobRequest request = request();
    Contact.missing(seeds, System.getenv()).ifPresent(Output::say);
    Session session = Session.open();
    session.stack().up(Optional.empty(), Optional.empty());
    Api api = session.api();
    Job job = watch(api, api.submit(request));
    out.ifPresent(target -> Export.write(api, job.id(), format, target));
    String summary =
        json
            ? api.jobJson(job.id()) + System.lineSeparator()
            : Summary.of(job, Failures.of(api, job), Instant.now());
    (out.isPresent() && out.get().equals("-") ? System.err : System.out).print(summary);
    return job.completed() ? 0 : 1;
  }

  private JobRequest request() {
    check("--within", within, WITHIN);
    check("--format", Optional.of(format), FORMATS);
    out.ifPresent(Export::checkPlace);
    return new JobRequest(
        seeds,
        within,
        depth,
        maxPages,
        delay.map(Durations::parse),
        connections,
        revisit.map(id -> job("--revisit", id)));
  }

  private static Job watch(Api api, Job submitted) throws InterruptedException {
    Output.say("Job " + submitted.id());
    try (ProgressView view = ProgressView.fitting(Output.watched())) {
      Interruption interruption = Interruption.handle(api, submitted.id(), view);
      try {
        return new JobWatch(api, submitted).follow(view::show);
      } finally {
        interruption.cancel();
      }
    }
  }

  /** As the application reads it: {@link UUID#fromString} alone takes {@code 1-1-1-1-1} too. */
  static UUID job(String option, String id) {
    if (!ID.matcher(id).matches()) {
      throw Trouble.wrongUse(option + " takes the id of a job, a UUID, not " + id);
    }
    return UUID.fromString(id);
  }

  private static void check(String option, Optional<String> value, Set<String> allowed) {
    if (value.isPresent() && !allowed.contains(value.get())) {
      throw Trouble.wrongUse(
          option + " takes one of " + allowed.stream().sorted().toList() + ", not " + value.get());
    }
  }
}
