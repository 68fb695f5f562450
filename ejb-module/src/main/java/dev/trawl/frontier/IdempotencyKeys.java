package dev.trawl.frontier;

import dev.trawl.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Keys of the last 24 hours. */
@ApplicationScoped
class IdempotencyKeys {
  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Kept(UUID job, byte[] digest) {}

  /**
   * The job that was made with this key. Until the transaction ends, nobody else gets past here
   * with the same key.
   *
   * @throws IdempotencyConflictException if that was another request
   */
  Optional<UUID> find(Connection connection, IdempotencyKey key) {
    Sql.query(
        connection, "SELECT pg_advisory_xact_lock(hashtextextended(?, 1))", row -> 1, key.key());
    Sql.update(
        connection, "DELETE FROM idempotency_key WHERE created < now() - interval '24 hours'");
    Optional<Kept> kept =
        Sql.first(
            connection,
            "SELECT j.id, k.digest FROM idempotency_key k JOIN job j ON j.num = k.job WHERE k.key = ? AND NOT j.deleted",
            row -> new Kept(row.getObject(1, UUID.class), row.getBytes(2)),
            key.key());
    if (kept.isPresent() && !Arrays.equals(kept.get().digest(), key.digest())) {
      throw new IdempotencyConflictException();
    }
    return kept.map(Kept::job);
  }

  void keep(Connection connection, IdempotencyKey key, int job) {
    Sql.update(
        connection,
        """
        INSERT INTO idempotency_key (key, job, digest) VALUES (?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET job = EXCLUDED.job, digest = EXCLUDED.digest, created = now()
        """,
        key.key(),
        job,
        key.digest());
  }
}
