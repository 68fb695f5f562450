package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing that was accepted is lost when a process dies in the middle of a crawl. */
class CrashTest {

  private static final int PAGES = 6000;
  private static final int BEFORE_THE_CRASH = 500;
  private static final int BUDGET = 300;
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private static Optional<Trawl> stack = Optional.empty();

  @BeforeAll
  static void start() {
    stack = Optional.of(SharedStack.started());
  }

  @AfterAll
  static void stop() {
    stack.ifPresent(Trawl::close);
  }

  @ParameterizedTest
  @EnumSource
  void afterAKillTheNextUpBringsItBackAndTheSetIsExact(Part part) {
    Trawl trawl = stack.orElseThrow();
    Api api = trawl.api();
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(PAGES, 1, 8, 17));
        SyntheticWeb other = SyntheticWeb.serve(new SyntheticWeb.Shape(3 * 3 * BUDGET, 3, 8, 19))) {
      String budgeted = api.submit(budgeted(other));
      String id = api.submit(JobRequest.of(web.start()));
      api.awaitFetched(id, BEFORE_THE_CRASH, LIMIT);
      trawl.kill9(part);
      assertThat(web.log().requestsByUrl()).as("requested before the crash").hasSizeLessThan(PAGES);

      trawl.up().orThrow();

      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      Crawled crawled = new Crawled(api.export(id));
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(job);
      JsonObject kept = api.awaitState(budgeted, LIMIT, "COMPLETED");
      new Crawled(api.export(budgeted)).assertCountedIn(kept);
      assertThat(BudgetsTest.requestsByHost(other.log()).values())
          .containsExactly(BUDGET, BUDGET, BUDGET);
    }
  }

  /** So slow that it lasts longer than the other job needs until the crash. */
  private static JobRequest budgeted(SyntheticWeb web) {
    return JobRequest.of(web.start())
        .within("any")
        .delay(Duration.ofMillis(30))
        .limit("maxPagesPerHost", BUDGET);
  }
}
