package dev.trawl.access;

import dev.trawl.database.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sessions of browsers, known to every node. One ends twelve hours after its last use, when it is
 * signed out, and when the administrator's token changes.
 */
@Stateless
public class Sessions {
  /** How long a session lasts without being used. */
  static final Duration IDLE = Duration.ofHours(12);

  /** A use is noted if the last one that was is older than this: no call shall cost a write. */
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  @PersistenceContext EntityManager em;
  @EJB AdminToken token;

  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Kept(byte[] bound, Instant created, Instant used, boolean toBeNoted) {}

  /**
   * Begins a session for whoever knows the administrator's token.
   *
   * @return the session's id, which is a secret that is kept nowhere here; empty if that is not the
   *     token
   */
  public Optional<String> begin(String given) {
    if (!token.matches(given)) {
      return Optional.empty();
    }
    String id = Secret.generate();
    Sql.update(
        connection(),
        "INSERT INTO browser_session (id, bound) VALUES (?, ?)",
        Secret.sha256(id),
        token.bind(id));
    return Optional.of(id);
  }

  /** The session of that id, which is used by this; empty if there is none, or it has ended. */
  public Optional<Session> use(String id) {
    // Anybody can send anything: what cannot be an id costs no query.
    return Secret.mayBe(id) ? find(id) : Optional.empty();
  }

  private Optional<Session> find(String id) {
    byte[] bound = token.bind(id);
    return Sql.first(
            connection(),
            """
            SELECT bound, created, used, used < now() - ? * interval '1 s' AS to_be_noted
            FROM browser_session WHERE id = ? AND used > now() - ? * interval '1 s'
            """,
            Sessions::kept,
            NOTED_EVERY.toSeconds(),
            Secret.sha256(id),
            IDLE.toSeconds())
        .filter(kept -> MessageDigest.isEqual(kept.bound(), bound))
        .map(kept -> new Session(kept.created(), used(id, kept).plus(IDLE)));
  }

  private Instant used(String id, Kept kept) {
    return kept.toBeNoted() ? note(id).orElse(kept.used()) : kept.used();
  }

  /** Empty if another call has just done so. */
  private Optional<Instant> note(String id) {
    // What a crash of the database loses of this is a minute of twelve hours.
    Sql.doNotWaitForTheDisk(connection());
    return Sql.first(
        connection(),
        """
            UPDATE browser_session SET used = now() WHERE id = ? AND used < now() - ? * interval '1 s' RETURNING used
            """,
        row -> Sql.instant(row, "used").orElseThrow(),
        Secret.sha256(id),
        NOTED_EVERY.toSeconds());
  }

  /** Ends the session of that id, if there is one. */
  public void end(String id) {
    Sql.update(connection(), "DELETE FROM browser_session WHERE id = ?", Secret.sha256(id));
  }

  /** Removes those that nobody has used for long enough. */
  public void removeEnded() {
    Sql.update(
        connection(),
        "DELETE FROM browser_session WHERE used <= now() - ? * interval '1 s'",
        IDLE.toSeconds());
  }

  private Connection connection() {
    return em.unwrap(Connection.class);
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getBytes("bound"),
        Sql.instant(row, "created").orElseThrow(),
        Sql.instant(row, "used").orElseThrow(),
        row.getBoolean("to_be_noted"));
  }
}
