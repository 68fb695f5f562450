package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.database.Part;
import dev.trawl.page.PageFilter;
import dev.trawl.page.PageView;
import dev.trawl.page.Pages;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How pages are asked for; which there are is the crawler's. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class PagesResourceTest {

  private final PagesResource resource = new PagesResource();
  private final List<PageFilter> asked = new ArrayList<>();
  private final List<Long> from = new ArrayList<>();

  /** A list of which two parts have no items. */
  PagesResourceTest() {
    resource.jobs = new OneJob();
    resource.pages =
        new Pages() {
          @Override
          public Part<PageView> list(int job, PageFilter filter, long before, int limit) {
            asked.add(filter);
            from.add(before);
            return new Part<>(List.of(), before > 17 ? Optional.of(17L) : Optional.empty());
          }
        };
  }

  private JsonObject list(@Nullable String status, @Nullable String cursor) {
    return resource.list(OneJob.ID.toString(), status, null, null, null, null, cursor);
  }

  @ParameterizedTest
  @CsvSource({"404, 404, 404", "4xx, 400, 499", "1xx, 100, 199", "none, 0, 0"})
  void aStatusIsOneOrAClassOrNone(String status, int first, int last) {
    list(status, null);
    assertThat(asked.get(0).status().orElseThrow())
        .satisfies(range -> assertThat(range.first()).isEqualTo(first))
        .satisfies(range -> assertThat(range.last()).isEqualTo(last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "4x", "40x", "xxx", "0xx", "4XX", "-1", "0", "4045", "None"})
  void anythingElseIsRefusedByTheNameOfTheParameter(String status) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> list(status, null));
    assertThat(refused).isNotNull();
    assertThat(refused.getResponse().getStatus()).isEqualTo(400);
    assertThat((String) refused.getResponse().getEntity()).contains("\"field\":\"status\"");
  }

  @Test
  void withoutAStatusAllAreAskedFor() {
    list(null, null);
    assertThat(asked.get(0).status()).isEmpty();
  }

  @Test
  void aPartWithoutItemsLeadsOn() {
    JsonObject first = list("404", null);
    assertThat(first.getJsonArray("items")).isEmpty();
    JsonObject second = list("404", first.getString("next"));
    assertThat(second.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(from).containsExactly(Long.MAX_VALUE, 17L);
  }
}
