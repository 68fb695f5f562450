package dev.trawl.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  private static final JsonObject ITEM = Json.createObjectBuilder().add("id", "1").build();

  private static JsonObject problem(Runnable call) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, call::run);
    assertThat(refused).isNotNull();
    assertThat(refused.getResponse().getStatus()).isEqualTo(400);
    assertThat(refused.getResponse().getMediaType()).hasToString("application/problem+json");
    try (var reader =
        Json.createReader(new StringReader((String) refused.getResponse().getEntity()))) {
      return reader.readObject();
    }
  }

  private static String fieldOf(JsonObject problem) {
    return problem.getJsonArray("errors").getJsonObject(0).getString("field");
  }

  @Test
  void theLastPageHasNoNext() {
    JsonObject list = Listing.of(List.of(ITEM), Optional.empty());
    assertThat(list.getJsonArray("items")).containsExactly(ITEM);
    assertThat(list.get("next")).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, 1_234_567_890_123L, Long.MAX_VALUE})
  void aCursorLeadsBackToItsPlace(long place) {
    String cursor = Listing.of(List.of(), Optional.of(place)).getString("next");
    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(Listing.cursor(cursor)).isEqualTo(place);
  }

  @Test
  void withoutACursorTheListStartsAtItsBeginning() {
    assertThat(Listing.cursor(null)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "42", "bm90aGluZw", "MQ==x"})
  void whatIsNoCursorIsRefused(String cursor) {
    assertThat(fieldOf(problem(() -> Listing.cursor(cursor)))).isEqualTo("cursor");
  }

  @Test
  void aCursorBeyondAllNumbersIsRefused() {
    String tooLarge =
        Base64.getUrlEncoder().encodeToString("9223372036854775808".getBytes(US_ASCII));
    assertThat(fieldOf(problem(() -> Listing.cursor(tooLarge)))).isEqualTo("cursor");
  }

  @Test
  void aLimitIsFromOneToAThousandAndFiftyByDefault() {
    assertThat(Listing.limit(null)).isEqualTo(50);
    assertThat(Listing.limit("1")).isEqualTo(1);
    assertThat(Listing.limit("1000")).isEqualTo(1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "", "ten", "1.5", "99999999999"})
  void anyOtherLimitIsRefused(String limit) {
    assertThat(fieldOf(problem(() -> Listing.limit(limit)))).isEqualTo("limit");
  }
}
