package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.stack.Api;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** What /openapi says is made from annotations; a change of it is to be seen, and to be meant. */
@ExtendWith(SharedStack.class)
class OpenApiTest {

  private static final File DESCRIBED =
      new File(System.getProperty("trawl.root", "."), "docs/openapi.yaml");
  private static final File PUBLISHED = new File("target/openapi.yaml").getAbsoluteFile();

  /** What the server says of everything where nobody has said it: two thousand lines. */
  private static final List<String> DEFAULTS =
      List.of(
          "deprecated",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "maxLength",
          "maxProperties",
          "minLength",
          "minProperties",
          "nullable",
          "readOnly",
          "uniqueItems",
          "writeOnly");

  private final YAMLMapper yaml =
      YAMLMapper.builder().disable(YAMLWriteFeature.SPLIT_LINES).build();

  @Test
  void theFileIsWhatIsPublished(Api api) {
    ObjectNode published =
        (ObjectNode) new ObjectMapper().readTree(api.get("/openapi?format=JSON").body());
    // Where this stack is, and its classes in the order in which they were found.
    published.remove(List.of("servers", "tags"));
    simplify(published);
    leaveOutShapes(published.path("paths"));
    yaml.writeValue(PUBLISHED, published);
    assertThat(changes(yaml.readTree(DESCRIBED), published))
        .as("docs/openapi.yaml lacks changes; if they are meant, copy %s", PUBLISHED)
        .isEmpty();
  }

  private static void simplify(JsonNode node) {
    if (node instanceof ObjectNode object) {
      DEFAULTS.stream().filter(name -> isNothing(object.path(name))).forEach(object::remove);
    }
    node.forEach(OpenApiTest::simplify);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNumber() ? value.asInt() == 0 : value.isBoolean() && !value.asBoolean();
  }

  /**
   * All shapes are among the components. How much of them is repeated in a call depends on the
   * order of the classes too.
   */
  private static void leaveOutShapes(JsonNode node) {
    if (node.path("schema") instanceof ObjectNode shape) {
      shape.remove(List.of("description", "properties", "required"));
    }
    node.forEach(OpenApiTest::leaveOutShapes);
  }

  private static JsonArray changes(JsonNode before, JsonNode after) {
    return Json.createDiff(Api.parse(before.toString()), Api.parse(after.toString())).toJsonArray();
  }
}
