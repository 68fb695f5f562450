package dev.trawl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SiteProcess;
import dev.trawl.site.SyntheticWeb;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the fault suite: one crawl, in which one after the other dies. */
class FaultsTest {

  /**
   * What leaves nobody to go on comes first: the crawl stands still meanwhile, and does not end.
   */
  private static final List<Fault> FAULTS =
      List.of(
          Fault.KILL_DATABASE,
          Fault.KILL_EVERY_NODE,
          Fault.KILL_BROKER,
          Fault.CUT_BROKER,
          Fault.PAUSE_NODE,
          Fault.KILL_FETCH_NODE);

  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(6000, 20, 8, 3);

  /** A hundred pages a second at the most, so that a fast machine is not done before the faults. */
  private static final FaultyCrawl.Terms SLOW =
      new FaultyCrawl.Terms(Duration.ofMillis(200), 1, Duration.ZERO);

  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNothingComesTwiceWhateverDies() {
    try (SiteProcess site = SiteProcess.ofPages(SHAPE);
        Cluster cluster =
            Cluster.start(folder, 1, Map.of("second", "api,fetch,process"), Map.of())) {
      Report report = new FaultyCrawl(cluster, site, plan(), SLOW, FaultsTest::say).run(3);

      assertThat(report.problems()).isEmpty();
      assertThat(report.pages()).isEqualTo(SHAPE.pages());
      // The last one may come too late for a machine on which the others took minutes.
      assertThat(report.injections()).hasSizeGreaterThanOrEqualTo(5);
    }
  }

  private static void say(String text) {
    System.err.println(LocalTime.now(ZoneId.systemDefault()) + text);
  }

  private static Plan plan() {
    List<Plan.Step> steps = new ArrayList<>();
    for (Fault fault : FAULTS) {
      steps.add(new Plan.Step(fault, 0.03 * (steps.size() + 1), steps.size()));
    }
    return new Plan(1, Plan.Site.PAGES, 1, steps);
  }
}
