package dev.trawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.host.DueQueue;
import dev.trawl.host.HostQueues.Taken;
import dev.trawl.host.QueueKey;
import dev.trawl.job.JobRequest;
import dev.trawl.job.JobRequestReader;
import dev.trawl.job.JobState;
import dev.trawl.scope.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Fair shares, without a database. */
class ShareTest {
  private static final Duration NO_PAUSE = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<Integer, JobContext> jobs = Map.of(1, job(1), 2, job(2));

  private static JobContext job(int num) {
    return job(num, "{}");
  }

  private static JobContext job(int num, String limits) {
    JobRequest request =
        JobRequestReader.read("{\"seeds\": [\"http://a.example/\"], \"scope\": " + limits + "}");
    Scope scope = Scope.of(request.scope(), request.seeds(), List.of());
    return new JobContext(
        num,
        new UUID(0, num),
        JobState.RUNNING,
        false,
        request,
        scope,
        0,
        ShutAreas.NONE,
        Optional.empty());
  }

  private static DueQueue queue(
      int job, long host, long queued, Duration delay, int free, Duration pause) {
    return new DueQueue(
        new QueueKey(job, host),
        "http://h" + host + ".example",
        queued,
        delay,
        free,
        pause,
        Duration.ZERO,
        false,
        false,
        false,
        Optional.of("198.51.100." + host));
  }

  /** The same of a host that has not answered yet. */
  private static DueQueue unknown(DueQueue queue) {
    return new DueQueue(
        queue.key(),
        queue.origin(),
        queue.queued(),
        queue.delay(),
        queue.free(),
        queue.pause(),
        queue.late(),
        queue.probes(),
        queue.asks(),
        queue.offersSitemaps(),
        Optional.empty());
  }

  private static DueQueue eager(int job, long host, long queued, int free) {
    return queue(job, host, queued, Duration.ZERO, free, NO_PAUSE);
  }

  private List<Share> shares(Map<Integer, Long> budgets, int room, DueQueue... due) {
    return Share.of(
        List.of(due),
        jobs,
        new BudgetRoom(budgets, Map.of()),
        new AddressRoom(8, Map.of("192.0.2.1", 6)),
        room);
  }

  private Share share(DueQueue due) {
    return shares(Map.of(), 1_000, due).get(0);
  }

  @Test
  void withoutDelayEachFreeConnectionGetsFourUrls() {
    Share share = share(eager(1, 1, 100, 3));
    assertThat(share.wanted()).isEqualTo(12);
    assertThat(share.urlsPerTask()).isEqualTo(4);
    assertThat(share.next(12)).isEqualTo(Taken.UNTIL_AN_EVENT);
  }

  @Test
  void aHostThatHasNotAnsweredYetGetsOneUrlAConnection() {
    Share share = share(unknown(eager(1, 1, 100, 3)));
    assertThat(share.wanted()).isEqualTo(3);
    assertThat(share.urlsPerTask()).isEqualTo(1);
  }

  @Test
  void aShortQueueIsSpreadOverTheConnections() {
    Share share = share(eager(1, 1, 5, 3));
    assertThat(share.wanted()).isEqualTo(5);
    assertThat(share.urlsPerTask()).isEqualTo(2);
    assertThat(share(eager(1, 1, 2, 8)).urlsPerTask()).isEqualTo(1);
    assertThat(share(eager(1, 1, 2, 8)).next(2)).isZero();
  }

  @Test
  void aHostGetsNoMoreThanIsLeftOfItsBudget() {
    DueQueue queue = eager(1, 1, 100, 3);
    for (long left : new long[] {5, 0, -2}) {
      BudgetRoom room = new BudgetRoom(Map.of(1, 50L), Map.of(queue.key(), left));
      Share share =
          Share.of(List.of(queue), jobs, room, new AddressRoom(3, Map.of()), 1_000).get(0);
      assertThat(share.fresh()).isEqualTo(left > 0);
      assertThat(share.wanted()).isEqualTo(left > 0 ? 5 : 12);
      assertThat(room.left(queue.key())).isEqualTo(left);
    }
  }

  @Test
  void withADelayThereIsOneUrlWhateverTheConnections() {
    Share share = share(queue(1, 1, 100, SECOND, 8, NO_PAUSE));
    assertThat(share.wanted()).isEqualTo(1);
    assertThat(share.next(1)).isEqualTo(SECOND);
  }

  @Test
  void whatABudgetMayKeepBackIsNotLookedAtAllTheTime() {
    Map<Integer, JobContext> budgeted = Map.of(1, job(1, "{\"maxPagesPerDirectory\": 5}"));
    Share share =
        Share.of(
                List.of(eager(1, 1, 100, 3)),
                budgeted,
                new BudgetRoom(Map.of(), Map.of()),
                new AddressRoom(3, Map.of()),
                1_000)
            .get(0);
    Duration soon = Duration.ofMillis(20);
    assertThat(share.next(1, soon)).isEqualTo(soon);
    assertThat(share.next(0, soon)).isEqualTo(Duration.ofMillis(200));
    assertThat(share.next(0, SECOND)).isEqualTo(SECOND);
    assertThat(share(eager(1, 1, 100, 3)).next(0, soon)).isEqualTo(soon);
  }

  @Test
  void aHostThatMustBeLeftAloneGetsNothingUntilThen() {
    Share share = share(queue(1, 1, 100, SECOND, 8, Duration.ofMillis(300)));
    assertThat(share.wanted()).isZero();
    assertThat(share.next(0)).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aHostWithoutFreeConnectionsWaitsForOne() {
    for (int free : new int[] {0, -3}) {
      assertThat(share(eager(1, 1, 9, free)).wanted()).isZero();
      assertThat(share(eager(1, 1, 9, free)).next(0)).isEqualTo(Taken.UNTIL_AN_EVENT);
      assertThat(share(queue(1, 1, 9, SECOND, free, NO_PAUSE)).next(0))
          .isEqualTo(Taken.UNTIL_AN_EVENT);
    }
  }

  @Test
  void twoJobsShareTheConnectionsOfAHost() {
    List<Share> shares = shares(Map.of(), 1_000, eager(1, 1, 6, 4), eager(2, 1, 100, 4));
    assertThat(shares).extracting(Share::wanted).containsExactly(6, 4);
    assertThat(shares.get(0).urlsPerTask()).isEqualTo(2);
    assertThat(shares).extracting(Share::connections).containsExactly(4, 1);
  }

  @Test
  void twoJobsOnAHostWithADelayTakeTurns() {
    List<Share> shares =
        shares(
            Map.of(),
            1_000,
            queue(1, 1, 9, SECOND, 4, NO_PAUSE),
            queue(2, 1, 9, SECOND, 4, NO_PAUSE),
            queue(1, 2, 9, SECOND, 4, NO_PAUSE));
    assertThat(shares).extracting(Share::wanted).containsExactly(1, 0, 1);
  }

  @Test
  void noJobGetsMoreThanIsLeftOfItsBudget() {
    List<Share> shares =
        shares(Map.of(1, 5L), 1_000, eager(1, 1, 9, 1), eager(1, 2, 9, 1), eager(1, 3, 9, 1));
    assertThat(shares).extracting(Share::wanted).containsExactly(4, 1, 4);
    assertThat(shares).extracting(Share::fresh).containsExactly(true, true, false);
  }

  @Test
  void withoutBudgetOnlyRetriesAreTaken() {
    assertThat(shares(Map.of(1, 0L), 1_000, eager(1, 1, 9, 1)).get(0).fresh()).isFalse();
    assertThat(shares(Map.of(1, -2L), 1_000, eager(1, 1, 9, 1)).get(0).fresh()).isFalse();
    assertThat(shares(Map.of(2, 0L), 1_000, eager(1, 1, 9, 1)).get(0).fresh()).isTrue();
  }

  @Test
  void allTogetherGetNoMoreThanThereIsRoomFor() {
    List<Share> shares =
        shares(Map.of(), 6, eager(1, 1, 9, 1), eager(2, 2, 9, 1), eager(1, 3, 9, 1));
    // The third is not put off: it keeps its place in the line.
    assertThat(shares).extracting(Share::wanted).containsExactly(4, 2);
  }

  @Test
  void aJobThatDoesNotRunGetsNoShare() {
    assertThat(shares(Map.of(), 10, eager(3, 1, 9, 1), eager(1, 1, 9, 1))).hasSize(1);
  }

  private static DueQueue at(String address, long host, int free) {
    DueQueue queue = eager(1, host, 100, free);
    return new DueQueue(
        queue.key(),
        queue.origin(),
        queue.queued(),
        queue.delay(),
        queue.free(),
        queue.pause(),
        queue.late(),
        false,
        false,
        false,
        Optional.of(address));
  }

  @Test
  void hostsAtOneAddressShareItsConnections() {
    List<Share> shares =
        shares(
            Map.of(), 1_000, at("192.0.2.1", 1, 1), at("192.0.2.1", 2, 1), at("192.0.2.1", 3, 1));
    assertThat(shares).extracting(Share::wanted).containsExactly(4, 4, 0);
    assertThat(shares.get(0).next(4)).isEqualTo(Taken.UNTIL_AN_EVENT);
    assertThat(shares.get(2).next(0))
        .as("no release would wake it")
        .isBetween(Duration.ofMillis(1), SECOND);
  }

  @Test
  void anotherAddressIsNotConcerned() {
    assertThat(shares(Map.of(), 1_000, at("192.0.2.2", 1, 1), at("192.0.2.1", 2, 1)))
        .extracting(Share::wanted)
        .containsExactly(4, 4);
  }
}
