package dev.trawl.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where a host answers from is known to whoever gives out work. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class HostAddressesTest {
  private final Connection connection;
  private final HostTables tables;
  private final HostAddresses addresses = new HostAddresses();

  HostAddressesTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    tables = new HostTables(connection);
    addresses.em = TestDatabase.entityManager(connection);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void anAddressIsNotedForItsHostAlone() {
    Manners manners = new Manners(Duration.ZERO, 1, false);
    tables.arrive(new QueueKey(1, tables.host("http://a.example")), manners);
    tables.arrive(new QueueKey(1, tables.host("http://b.example")), manners);

    addresses.note("http://a.example", "192.0.2.7");
    addresses.note("http://nobody-knows.example", "192.0.2.7");

    assertThat(tables.due())
        .hasSize(2)
        .allSatisfy(
            queue ->
                assertThat(queue.address().isPresent())
                    .isEqualTo(queue.origin().equals("http://a.example")));
    addresses.note("http://a.example", "192.0.2.8");
    assertThat(tables.ofHost("address", tables.host("http://a.example"))).isEqualTo("192.0.2.8");
  }
}
