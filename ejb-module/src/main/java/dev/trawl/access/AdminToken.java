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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The administrator's token, known by its digest. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class AdminToken {
  private static final int BYTES = 32;

  @EJB Schema schema;
  @Inject TrawlConfig config;
  @PersistenceContext EntityManager em;

  private byte[] digest = new byte[0];

  @PostConstruct
  void load() {
    schema.ready();
    digest = config.adminToken().map(AdminToken::sha256).orElseGet(this::kept);
  }

  /** Whether that is the token. */
  public boolean matches(String token) {
    return MessageDigest.isEqual(digest, sha256(token));
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
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try {
      // First the file, then the digest: a crash between the two leaves nothing that a new start
      // does not replace.
      SecretFile.write(config.data().resolve("admin.token"), token);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the administrator's token cannot be written to TRAWL_DATA", e);
    }
    byte[] made = sha256(token);
    Sql.update(
        connection,
        "INSERT INTO setting (name, value) VALUES ('admin.token.sha256', ?)",
        HexFormat.of().formatHex(made));
    return made;
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
