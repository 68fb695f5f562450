package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.trawl.body.Body;
import dev.trawl.body.BodyBuffer;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies on their way into the database, and out of it again. */
class ContentsTest {
  private final Connection connection;

  ContentsTest() throws SQLException {
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

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Body gathered(byte[] bytes) throws IOException {
    try (BodyBuffer buffer = TestBodies.STORE.buffer()) {
      buffer.write(bytes, 0, bytes.length);
      return buffer.finish();
    }
  }

  private static byte[] key(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return key;
  }

  private byte[] stored(int number) {
    return Sql.first(
            connection,
            "SELECT body FROM content WHERE sha256 = ?",
            row -> row.getBytes(1),
            key(number))
        .orElseThrow();
  }

  @Test
  void largeOnesAreStoredAsSmallOnesAre() throws IOException {
    byte[] small = random(50_000);
    byte[] large = random(3_000_000);
    try (Body first = gathered(small);
        Body second = gathered(large)) {
      List<PageBody> both =
          List.of(
              new PageBody(second, true, 5_000_000, key(2)),
              new PageBody(first, false, small.length, key(1)));
      Contents.store(connection, both);
      Contents.store(connection, both);
    }
    assertThat(stored(1)).isEqualTo(small);
    assertThat(Arrays.equals(stored(2), large)).isTrue();
    assertThat(
            Sql.query(
                connection,
                "SELECT encoding FROM content ORDER BY sha256",
                row -> row.getString(1)))
        .containsExactly(null, "gzip");
  }

  /** Pages without a database, whose bodies are in an array. */
  private static Pages pages(byte[] stored) {
    return new Pages() {
      @Override
      public byte[] part(UUID page, int from, int length) {
        return Arrays.copyOfRange(
            stored, Math.min(from, stored.length), Math.min(stored.length, from + length));
      }
    };
  }

  @Test
  void aStoredBodyIsReadInParts() throws IOException {
    byte[] bytes = random(1_000_000);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    for (boolean gzip : new boolean[] {false, true}) {
      byte[] stored = gzip ? packed.toByteArray() : bytes;
      Pages.Content content =
          new Pages.Content(new UUID(0, 1), stored.length, gzip, bytes.length, Optional.empty());
      try (InputStream body = StoredBody.open(pages(stored), content)) {
        assertThat(Arrays.equals(body.readAllBytes(), bytes)).isTrue();
      }
      byte[] half = Arrays.copyOf(stored, stored.length / 2);
      try (InputStream body = StoredBody.open(pages(half), content)) {
        assertThatIOException().isThrownBy(body::readAllBytes).withMessageContaining("removed");
      }
    }
  }
}
