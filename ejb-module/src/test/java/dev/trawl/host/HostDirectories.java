package dev.trawl.host;

import dev.trawl.database.TestDatabase;
import java.sql.Connection;

/** What is known of hosts, without a container. */
public final class HostDirectories {
  private HostDirectories() {}

  /** As that connection sees it. */
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  public static HostDirectory on(Connection connection) {
    HostDirectory hosts = new HostDirectory();
    hosts.em = TestDatabase.entityManager(connection);
    return hosts;
  }
}
