package dev.trawl.access;

import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Schema;
import dev.trawl.database.Sql;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.Optional;

/** The administrator's token, known by its digest. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class AdminToken {
  @EJB Schema schema;
  @Inject TrawlConfig config;
  @PersistenceContext EntityManager em;

  private byte[] digest = new byte[0];

  @PostConstruct
  void load() {
    schema.ready();
    digest = config.adminToken().map(Secret::sha256).orElseGet(this::kept);
  }

  /** Whether that is the token. */
  public boolean matches(String token) {
    return MessageDigest.isEqual(digest, Secret.sha256(token));
  }

  /**
   * A digest of the token and a secret that is as long as this one: it is another one as soon as
   * the token is, and tells nothing of either, however easily the token might be guessed.
   */
  public byte[] bind(String secret) {
    return Secret.sha256(digest, secret);
  }

  private byte[] kept() {
    Connection connection = em.unwrap(Connection.class);
    // One node generates, the others wait here and read.
    Sql.query(connection, "SELECT pg_advisory_xact_lock(7212017)", row -> 1);
    Optional<String> kept =
        Sql.first(
            connection,
            "SELECT value FROM setting WHERE name = 'admin.token.sha256'",
            row -> row.getString(1));
    return kept.map(hex -> HexFormat.of().parseHex(hex)).orElseGet(() -> generate(connection));
  }

  private byte[] generate(Connection connection) {
    String token = Secret.generate();
    try {
      // First the file, then the digest: a crash between the two leaves nothing that a new start
      // does not replace.
      SecretFile.write(config.data().resolve("admin.token"), token);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the administrator's token cannot be written to TRAWL_DATA", e);
    }
    byte[] made = Secret.sha256(token);
    Sql.update(
        connection,
        "INSERT INTO setting (name, value) VALUES ('admin.token.sha256', ?)",
        HexFormat.of().formatHex(made));
    return made;
  }
}
