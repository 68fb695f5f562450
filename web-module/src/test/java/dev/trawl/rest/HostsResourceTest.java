package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.database.Part;
import dev.trawl.host.HostDirectory;
import dev.trawl.host.HostStatus;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How hosts are asked for; which there are is the crawler's. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class HostsResourceTest {

  private final HostsResource resource = new HostsResource();
  private final List<Asked> asked = new ArrayList<>();

  private record Asked(long below, boolean troubled, Optional<String> part, int limit) {}

  /** A list of which two parts have no items. */
  HostsResourceTest() {
    resource.hosts =
        new HostDirectory() {
          @Override
          public Part<HostStatus> list(
              long below, boolean troubled, Optional<String> part, int limit) {
            asked.add(new Asked(below, troubled, part, limit));
            return new Part<>(List.of(), below > 17 ? Optional.of(17L) : Optional.empty());
          }
        };
  }

  private JsonObject list(@Nullable String troubled, @Nullable String text) {
    return resource.list(null, null, troubled, text);
  }

  @Test
  void withoutAnythingAllAreAskedFor() {
    list(null, null);
    assertThat(asked).containsExactly(new Asked(Long.MAX_VALUE, false, Optional.empty(), 50));
  }

  @Test
  void aPartOfTheNameIsAskedForWithoutTheSpaceAroundIt() {
    list("true", " shop ");
    assertThat(asked.get(0).troubled()).isTrue();
    assertThat(asked.get(0).part()).contains("shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void nothingIsAPartOfEveryName(String text) {
    list(null, text);
    assertThat(asked.get(0).part()).isEmpty();
  }

  @Test
  void aPartWithoutItemsLeadsOn() {
    JsonObject first = list(null, "shop");
    assertThat(first.getJsonArray("items")).isEmpty();
    JsonObject second = resource.list(null, first.getString("next"), null, "shop");
    assertThat(second.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(asked).extracting(Asked::below).containsExactly(Long.MAX_VALUE, 17L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"perhaps", "", "TRUE"})
  void whatIsNeitherTrueNorFalseIsRefused(String troubled) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> list(troubled, null));
    assertThat(refused).isNotNull();
    assertThat(refused.getResponse().getStatus()).isEqualTo(400);
    assertThat((String) refused.getResponse().getEntity()).contains("\"field\":\"troubled\"");
  }
}
