package dev.trawl.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.SpaceSettings;
import dev.trawl.message.BrokerStatus;
import dev.trawl.message.BrokerStatus.Numbers;
import dev.trawl.message.BrokerStatus.Reach;
import dev.trawl.message.QueueDepth;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node concludes from what it sees. */
class RoomTest {
  private static final long ALL_THERE_IS = Long.MAX_VALUE / 2;

  @TempDir Path disk;

  private static BrokerStatus broker(double used, Optional<Double> limit, long waitingBytes) {
    return broker(used, limit, queue("store", "trawl.results", waitingBytes));
  }

  private static BrokerStatus broker(double used, Optional<Double> limit, QueueDepth queue) {
    return new BrokerStatus(
        Reach.KNOWN, List.of(queue), Optional.of(new Numbers("2.53.0", used, limit, 0, 1)));
  }

  private static QueueDepth queue(String name, String address, long bytes) {
    return new QueueDepth(name, address, 1, 0, 0, 24, 1, 0, Optional.of(bytes), false);
  }

  private static final BrokerStatus IDLE = broker(0.95, Optional.empty(), 0);

  private static SpaceSettings settings(
      long minFree, Optional<Path> database, Optional<Path> broker) {
    return new SpaceSettings(minFree, database, broker, Optional.of(1_000L));
  }

  private static DispatchState look(SpaceSettings settings, BrokerStatus broker, long size) {
    return new Room(settings).look(broker, Optional.of(size)).state();
  }

  @Test
  void withRoomEverywhereWorkIsGivenOut() {
    SpaceSettings settings = settings(1, Optional.of(disk), Optional.of(disk));
    assertThat(look(settings, IDLE, 1_000)).isEqualTo(DispatchState.RUNNING);
  }

  @Test
  void aDiskThatIsTooFullStopsItAndTheDetailSaysWhichAndWhatToSet() {
    Finding finding =
        new Room(settings(ALL_THERE_IS, Optional.of(disk), Optional.empty()))
            .look(IDLE, Optional.empty());
    assertThat(finding.state()).isEqualTo(DispatchState.NO_SPACE_DATABASE);
    assertThat(finding.detail()).contains(disk.toString(), "TRAWL_MIN_FREE");
    assertThat(look(settings(ALL_THERE_IS, Optional.empty(), Optional.of(disk)), IDLE, 0))
        .isEqualTo(DispatchState.NO_SPACE_BROKER);
  }

  @Test
  void aDiskThatNobodyNamedIsNotLookedAt() {
    assertThat(look(settings(ALL_THERE_IS, Optional.empty(), Optional.empty()), IDLE, 0))
        .isEqualTo(DispatchState.RUNNING);
  }

  @Test
  void aFolderThatIsNotThereStopsNothing() {
    Optional<Path> gone = Optional.of(disk.resolve("gone"));
    assertThat(look(settings(ALL_THERE_IS, gone, gone), IDLE, 0)).isEqualTo(DispatchState.RUNNING);
  }

  @Test
  void aDatabaseOverItsQuotaStopsIt() {
    assertThat(look(settings(1, Optional.empty(), Optional.empty()), IDLE, 1_001))
        .isEqualTo(DispatchState.NO_SPACE_DATABASE);
  }

  @Test
  void aBrokerNearItsOwnLimitStopsItAndOneThatGoesByFreeBytesDoesNot() {
    SpaceSettings settings = settings(1, Optional.empty(), Optional.empty());
    assertThat(look(settings, broker(0.89, Optional.of(0.9), 0), 0))
        .isEqualTo(DispatchState.NO_SPACE_BROKER);
    assertThat(look(settings, broker(0.80, Optional.of(0.9), 0), 0))
        .isEqualTo(DispatchState.RUNNING);
    assertThat(look(settings, broker(0.99, Optional.empty(), 0), 0))
        .isEqualTo(DispatchState.RUNNING);
  }

  @Test
  void manyBytesOfResultsHoldDispatchingBackAndTakeNoJobAway() {
    DispatchState state =
        look(
            settings(1, Optional.empty(), Optional.empty()),
            broker(0, Optional.empty(), Room.MOST_WAITING_BYTES + 1),
            0);
    assertThat(state).isEqualTo(DispatchState.WAITING_FOR_RESULTS);
    assertThat(state.mayDispatch()).isFalse();
    assertThat(state.isNoSpace()).isFalse();
  }

  @Test
  void soDoManyBytesOfDocumentsAndTheDetailSaysWhoTakesThem() {
    QueueDepth documents = queue("trawl.documents", "trawl.documents", Room.MOST_WAITING_BYTES + 1);
    Finding finding =
        new Room(settings(1, Optional.empty(), Optional.empty()))
            .look(broker(0, Optional.empty(), documents), Optional.of(0L));
    assertThat(finding.state()).isEqualTo(DispatchState.WAITING_FOR_RESULTS);
    assertThat(finding.detail()).startsWith("256 MB of documents").contains("TRAWL_EXTRACTOR");
  }

  @Test
  void withoutBrokerTheDispatcherFindsOutItselfWhenItIsBack() {
    BrokerStatus away = new BrokerStatus(Reach.AWAY, List.of(), Optional.empty());
    DispatchState state = look(settings(1, Optional.empty(), Optional.empty()), away, 0);
    assertThat(state).isEqualTo(DispatchState.BROKER_AWAY);
    assertThat(state.mayDispatch()).isTrue();
  }

  @Test
  void theGravestIsSaid() {
    BrokerStatus full = broker(0.99, Optional.of(0.9), Room.MOST_WAITING_BYTES + 1);
    assertThat(look(settings(1, Optional.empty(), Optional.empty()), full, 1_001))
        .isEqualTo(DispatchState.NO_SPACE_DATABASE);
  }
}
