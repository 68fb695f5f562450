package dev.trawl.frontier;

import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test on a frontier of its own, in one transaction on empty tables. */
abstract class OnFrontier {
  final Connection connection = connect();
  final Frontiers crawl = new Frontiers(connection).hostsHaveAnswered();

  private static Connection connect() {
    try {
      return TestDatabase.connect();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }
}
