package dev.trawl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration DELAY = Duration.ofSeconds(1);

  @Test
  void hostsThatAreVisitedAsSoonAsAllowedAreNeitherEarlyNorLate() {
    Pace pace = Pace.of(visits(10, 1000), DELAY);

    assertThat(pace.early()).isZero();
    assertThat(pace.gaps()).isEqualTo(10 * 19);
    assertThat(pace.late95()).isZero();
    // A round of ten hosts takes 1,001 ms.
    assertThat(pace.perSecond()).isCloseTo(10 / 1.001, within(0.3));
  }

  @Test
  void aMillisecondTooEarlyIsSeen() {
    List<Visit> visits = visits(10, 1000);
    Visit one = visits.get(100);
    visits.set(100, visit(one.host(), millis(one.start()) - 1));

    assertThat(Pace.of(visits, DELAY).early()).isEqualTo(1);
  }

  @Test
  void latenessRunsFromTheEarliestMomentAllowed() {
    Pace pace = Pace.of(visits(10, 1200), DELAY);

    assertThat(pace.early()).isZero();
    assertThat(pace.late95()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void oneOfTenThatIsLateShowsInThe95thPercentileAndOneOfHundredDoesNot() {
    assertThat(Pace.of(withLate(10), DELAY).late95()).isEqualTo(Duration.ofMillis(500));
    assertThat(Pace.of(withLate(100), DELAY).late95()).isZero();
  }

  @Test
  void aPageTooSoonAfterRobotsTxtIsEarly() {
    List<Visit> visits = visits(10, 1000);
    visits.add(new Visit(3, true, nanos(-500), nanos(-499)));

    Pace pace = Pace.of(visits, DELAY);

    assertThat(pace.early()).isEqualTo(1);
    assertThat(pace.gaps()).isEqualTo(10 * 19 + 1);
  }

  @Test
  void aHandfulOfPagesIsNoCrawl() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pace.of(visits(10, 1000).subList(0, 9), DELAY));
  }

  /** Twenty visits of a millisecond to each host, so many milliseconds apart. */
  private static List<Visit> visits(int hosts, long gap) {
    List<Visit> visits = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      for (int host = 0; host < hosts; host++) {
        visits.add(visit(host, round * (gap + 1) + host));
      }
    }
    return visits;
  }

  /** A hundred hosts of which every so manieth is half a second late each time. */
  private static List<Visit> withLate(int every) {
    List<Visit> visits = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      for (int host = 0; host < 100; host++) {
        visits.add(visit(host, round * (host % every == 0 ? 1501L : 1001L)));
      }
    }
    return visits;
  }

  private static Visit visit(int host, long start) {
    return new Visit(host, false, nanos(start), nanos(start + 1));
  }

  private static long nanos(long millis) {
    return millis * 1_000_000;
  }

  private static long millis(long nanos) {
    return nanos / 1_000_000;
  }
}
