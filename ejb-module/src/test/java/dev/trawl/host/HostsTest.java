package dev.trawl.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostsTest {
  private static final List<String> ORIGIN = List.of("http://a.example");

  private final Hosts hosts = new Hosts();
  private Connection connection;

  HostsTest() throws SQLException {
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

  @Test
  void eachOriginHasOneNumber() {
    Map<String, Long> first =
        hosts.ids(connection, List.of("http://b.example", "http://a.example"));
    Map<String, Long> second =
        hosts.ids(connection, List.of("http://a.example", "http://c.example"));
    assertThat(first.values()).doesNotHaveDuplicates().hasSize(2);
    assertThat(second).hasSize(2).containsEntry("http://a.example", first.get("http://a.example"));
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM host")).isEqualTo(3);
  }

  /** A number that was rolled back once stayed in the cache: its URLs were never dispatched. */
  @Test
  void aNumberThatWasRolledBackIsNotRemembered() throws SQLException {
    hosts.ids(connection, ORIGIN);
    hosts.ids(connection, ORIGIN); // sees this transaction's own row
    connection.rollback();
    long id = hosts.ids(connection, ORIGIN).getOrDefault(ORIGIN.get(0), -1L);
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM host WHERE id = ?", id))
        .isEqualTo(1);
  }

  @Test
  void aNumberThatWasCommittedIsRemembered() throws SQLException {
    Map<String, Long> ids = hosts.ids(connection, ORIGIN);
    connection.commit();
    assertThat(hosts.ids(connection, ORIGIN)).isEqualTo(ids);
    connection.close();
    assertThat(hosts.ids(connection, ORIGIN)).isEqualTo(ids); // needs no connection any more
    connection = TestDatabase.connect();
  }

  @Test
  void whoMeetsAHostThatAnotherIsJustInsertingWaitsAndGetsTheSameNumber() throws Exception {
    try (Connection other = TestDatabase.connect();
        Connection watcher = TestDatabase.connect()) {
      Map<String, Long> mine = hosts.ids(connection, ORIGIN);
      CompletableFuture<Map<String, Long>> theirs =
          CompletableFuture.supplyAsync(() -> new Hosts().ids(other, ORIGIN));
      TestDatabase.awaitWaiting(watcher, 1);
      connection.commit();
      assertThat(theirs.get(20, TimeUnit.SECONDS)).isEqualTo(mine);
    }
  }
}
