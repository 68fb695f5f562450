package dev.trawl.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final List<Fault> ALL = List.of(Fault.values());

  @Test
  void theSameSeedIsTheSamePlanAndAnotherIsAnother() {
    assertThat(Plan.of(5, ALL, 2, 100)).isEqualTo(Plan.of(5, ALL, 2, 100));
    assertThat(Plan.of(5, ALL, 2, 100)).isNotEqualTo(Plan.of(6, ALL, 2, 100));
  }

  @Test
  void moreInjectionsGoOnWhereFewerEnd() {
    List<Plan> few = Plan.of(5, ALL, 2, 20);
    assertThat(Plan.of(5, ALL, 2, 100)).startsWith(few.toArray(Plan[]::new));
  }

  @Test
  void everyFaultComesAboutAsOften() {
    Map<Fault, Long> times =
        Plan.of(5, ALL, 2, 10 * ALL.size()).stream()
            .flatMap(plan -> plan.steps().stream())
            .collect(Collectors.groupingBy(Plan.Step::fault, Collectors.counting()));
    assertThat(times).containsOnlyKeys(ALL);
    assertThat(times.values()).allMatch(count -> count >= 10 && count <= 11);
  }

  @Test
  void theSitesAreCrawledInTurnAndFaultsComeInOrder() {
    for (Plan plan : Plan.of(5, ALL, 2, 100)) {
      assertThat(plan.site()).isEqualTo(plan.number() % 2 == 1 ? Plan.Site.PAGES : Plan.Site.FILES);
      assertThat(plan.steps())
          .isSortedAccordingTo(Comparator.comparingDouble(Plan.Step::moment))
          .allMatch(step -> step.moment() > 0.05 && step.moment() < 0.8);
    }
  }

  @Test
  void whatNeedsASingleBrokerHasCrawlsOfItsOwn() {
    for (Plan plan : Plan.of(5, ALL, 2, 100)) {
      assertThat(plan.steps())
          .allMatch(step -> step.fault().needsSingleBroker() == (plan.brokers() == 1));
    }
    assertThat(Plan.of(5, List.of(Fault.CUT_BROKER), 2, 20)).allMatch(plan -> plan.brokers() == 1);
    assertThat(Plan.of(5, ALL, 1, 100)).allMatch(plan -> plan.brokers() == 1);
  }
}
