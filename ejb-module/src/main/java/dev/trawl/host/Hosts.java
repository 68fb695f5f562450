package dev.trawl.host;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trawl.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The numbers of hosts. */
@ApplicationScoped
public class Hosts {
  private final Cache<String, Long> committed = Caffeine.newBuilder().maximumSize(100_000).build();

  /**
   * The number of each origin, new ones included. Only what another transaction committed is
   * remembered.
   */
  public Map<String, Long> ids(Connection connection, Collection<String> origins) {
    Map<String, Long> ids = new HashMap<>(committed.getAllPresent(origins));
    String[] unknown = missing(origins, ids);
    if (unknown.length > 0) {
      known(connection, unknown, ids);
      insert(connection, missing(origins, ids), ids);
    }
    return ids;
  }

  private static String[] missing(Collection<String> origins, Map<String, Long> ids) {
    TreeSet<String> missing = new TreeSet<>(origins);
    missing.removeAll(ids.keySet());
    return missing.toArray(String[]::new);
  }

  /** What this very transaction inserted is there too, but may still be rolled back. */
  private void known(Connection connection, String[] origins, Map<String, Long> ids) {
    String sql =
        """
        SELECT origin, id, xmin IS DISTINCT FROM pg_current_xact_id_if_assigned()::xid AS committed
        FROM host WHERE origin = ANY(?)
        """;
    Sql.query(
        connection,
        sql,
        row -> {
          if (row.getBoolean("committed")) {
            committed.put(row.getString("origin"), row.getLong("id"));
          }
          return ids.put(row.getString("origin"), row.getLong("id"));
        },
        (Object) origins);
  }

  private static void insert(Connection connection, String[] origins, Map<String, Long> ids) {
    if (origins.length > 0) {
      // The update without a change waits for another node's insert of the same host and returns
      // its number.
      String sql =
          """
          INSERT INTO host (origin) SELECT * FROM unnest(?) AS o (origin) ORDER BY 1
          ON CONFLICT (origin) DO UPDATE SET origin = EXCLUDED.origin RETURNING origin, id
          """;
      Sql.query(
          connection, sql, row -> ids.put(row.getString(1), row.getLong(2)), (Object) origins);
    }
  }
}
