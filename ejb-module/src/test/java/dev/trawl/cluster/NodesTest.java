package dev.trawl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Connection connection;

  NodesTest() throws SQLException {
    connection = TestDatabase.connect();
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** A process of a node of that name. */
  private Nodes process(String name) {
    return process(TrawlConfig.of(Map.of("TRAWL_NODE", name, "TRAWL_ROLES", "fetch,api")));
  }

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  private Nodes process(TrawlConfig config) {
    Nodes nodes = new Nodes();
    nodes.em = TestDatabase.entityManager(connection);
    nodes.self = new ThisNode();
    nodes.load = new Load(nanos::get);
    nodes.peers = new Peers();
    nodes.config = config;
    return nodes;
  }

  @Test
  void oneOfTheNodesThatProcessIsTheFirstAndAllKnowHowManyThereAre() {
    List<Nodes> processing =
        Stream.of("a", "b", "c")
            .map(name -> Map.of("TRAWL_NODE", name, "TRAWL_ROLES", "api,process"))
            .map(variables -> process(TrawlConfig.of(variables)))
            .toList();
    process("fetching").beat();
    assertThat(firsts(processing)).hasSize(1);
    assertThat(processing).allSatisfy(nodes -> assertThat(nodes.peers.count()).isEqualTo(3));

    Nodes first = firsts(processing).get(0);
    lastBeat(first, "10 seconds");
    List<Nodes> left = processing.stream().filter(nodes -> !nodes.equals(first)).toList();
    assertThat(firsts(left)).hasSize(1);
    assertThat(left).allSatisfy(nodes -> assertThat(nodes.peers.count()).isEqualTo(2));
  }

  private static List<Nodes> firsts(List<Nodes> all) {
    all.forEach(Nodes::beat);
    all.forEach(Nodes::beat);
    return all.stream().filter(nodes -> nodes.peers.isFirst()).toList();
  }

  private void lastBeat(Nodes nodes, String ago) {
    Sql.update(
        connection,
        "UPDATE node SET beat = now() - ?::interval WHERE incarnation = ?",
        ago,
        nodes.self.incarnation());
  }

  @Test
  void aBeatShowsTheNodeWithItsRolesAndLoad() {
    Nodes nodes = process("a");
    nodes.load.whileFetching(UUID.randomUUID(), nodes::beat);
    nodes.load.whileProcessing(
        () -> {
          nodes.beat();
          return true;
        });
    assertThat(nodes.list())
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.id()).isEqualTo("a");
              assertThat(node.roles()).isEqualTo("api,fetch");
              assertThat(node.version()).isEqualTo(TrawlConfig.VERSION);
              assertThat(node.alive()).isTrue();
              assertThat(node.draining()).isFalse();
              assertThat(node.fetching()).isZero();
              assertThat(node.processing()).isEqualTo(1);
              assertThat(node.heapUsed()).isPositive().isLessThan(node.heapMax());
            });
  }

  @Test
  void aNodeThatDrainsSaysSo() {
    Nodes nodes = process("a");
    nodes.beat();
    nodes.load.drain();
    nodes.beat();
    assertThat(nodes.list()).extracting(Node::draining).containsExactly(true);
  }

  @Test
  void aTaskIsInWorkWhereANodeThatLivesSaysSo() {
    UUID task = UUID.randomUUID();
    Nodes worker = process("a");
    Nodes asking = process("b");
    worker.load.whileFetching(
        task, () -> worker.load.whileFetching(UUID.randomUUID(), worker::beat));
    assertThat(asking.isInWork(task)).isTrue();
    assertThat(asking.isInWork(UUID.randomUUID())).isFalse();
    lastBeat(worker, "4 s");
    assertThat(asking.isInWork(task)).isFalse();
  }

  @Test
  void itIsSomeSecondsLongerThanTheWork() {
    UUID task = UUID.randomUUID();
    Nodes worker = process("a");
    Nodes asking = process("b");
    worker.load.whileFetching(task, () -> {});
    assertThat(worker.isInWork(task)).isTrue();
    worker.beat();
    assertThat(asking.isInWork(task)).isTrue();
    assertThat(asking.list().get(0).fetching()).isZero();
    nanos.addAndGet(Load.ON_THEIR_WAY.toNanos());
    worker.beat();
    assertThat(worker.isInWork(task)).isFalse();
    assertThat(asking.isInWork(task)).isFalse();
  }

  @Test
  void aTaskThatFailedIsInNobodysHands() {
    UUID task = UUID.randomUUID();
    Load load = new Load();
    assertThatThrownBy(
            () ->
                load.whileFetching(
                    task,
                    () -> {
                      throw new IllegalStateException("no broker");
                    }))
        .hasMessage("no broker");
    assertThat(load.has(task)).isFalse();
  }

  @Test
  void aTaskThatCameTwiceIsInWorkUntilBothHaveEnded() {
    UUID task = UUID.randomUUID();
    Load load = new Load();
    load.whileFetching(
        task,
        () -> {
          load.whileFetching(task, () -> {});
          assertThat(load.fetching()).isEqualTo(1);
        });
    assertThat(load.fetching()).isZero();
  }

  @Test
  void aNodeThatIsSilentIsDeadAndComesLast() {
    Nodes dead = process("a");
    dead.beat();
    lastBeat(dead, "7 s");
    Nodes alive = process("b");
    alive.beat();
    assertThat(alive.list()).extracting(Node::id).containsExactly("b", "a");
    assertThat(alive.list()).extracting(Node::alive).containsExactly(true, false);
  }

  @Test
  void aProcessThatWasKilledIsForgottenWhenItsNodeIsBack() {
    Nodes killed = process("a");
    killed.beat();
    lastBeat(killed, "7 s");
    Nodes next = process("a");
    next.beat();
    assertThat(next.list()).extracting(Node::incarnation).containsExactly(next.self.incarnation());
  }

  @Test
  void twoProcessesOfOneNameAreBothShown() {
    process("a").beat();
    Nodes second = process("a");
    second.beat();
    assertThat(second.list()).hasSize(2);
  }

  @Test
  void whoLeavesIsNotShownAsDead() {
    Nodes nodes = process("a");
    nodes.beat();
    nodes.leave();
    assertThat(nodes.list()).isEmpty();
  }

  @Test
  void aNodeThatIsDeadForADayIsForgotten() {
    Nodes old = process("old");
    old.beat();
    lastBeat(old, "25 h");
    Nodes alive = process("b");
    alive.beat();
    assertThat(alive.list()).extracting(Node::id).containsExactly("b");
  }
}
