package dev.trawl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SiteProcess;
import dev.trawl.site.SyntheticWeb;
import java.nio.file.Path;
import java.time.Duration;
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

  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(7000, 20, 8, 3);

  /** A hundred pages a second at the most, so that a fast machine is not done before the faults. */
  private static final FaultyCrawl.Politeness SLOW =
      new FaultyCrawl.Politeness(Duration.ofMillis(200), 1);

  @TempDir private Path folder;

  @Test
  void nothingIsLostAndNothingComesTwiceWhateverDies() {
    List<String> told = new ArrayList<>();
    try (SiteProcess site = SiteProcess.ofPages(SHAPE);
        Cluster cluster =
            Cluster.start(folder, 1, Map.of("second", "api,fetch,process"), Map.of())) {
      Report report = new FaultyCrawl(cluster, site, plan(), SLOW, told::add).run(3);

      assertThat(report.problems()).as(told.toString()).isEmpty();
      assertThat(report.pages()).isEqualTo(SHAPE.pages());
      // The last one may come too late for a machine on which the others took minutes.
      assertThat(report.injections()).as(told.toString()).hasSizeGreaterThanOrEqualTo(5);
    }
  }

  private static Plan plan() {
    List<Plan.Step> steps = new ArrayList<>();
    for (Fault fault : FAULTS) {
      steps.add(new Plan.Step(fault, 0.03 * (steps.size() + 1), steps.size()));
    }
    return new Plan(1, Plan.Site.PAGES, steps);
  }
}
