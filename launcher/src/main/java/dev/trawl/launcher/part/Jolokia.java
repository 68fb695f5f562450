package dev.trawl.launcher.part;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Asks a broker about itself, by its console's Jolokia.
 *
 * @param console the console's address, with a slash at the end
 * @param password of the user admin
 */
record Jolokia(String console, String password) {

  /**
   * Attributes of the broker itself, or of what it has.
   *
   * @param mbean properties beside {@code broker="trawl"}, such as {@code
   *     component=addresses,address="x"}; may be empty
   * @param attributes names, separated by commas
   * @return empty if it does not answer, or has no such thing
   */
  Optional<JsonObject> read(String mbean, String attributes) {
    String name = "org.apache.activemq.artemis:broker=\"trawl\"" + (mbean.isEmpty() ? "" : ",");
    return Http.get(
            console + "jolokia/read/" + encode(name + mbean) + "/" + attributes, "admin", password)
        .filter(reply -> reply.status() == 200)
        .flatMap(Http.Reply::object)
        .filter(json -> json.getInt("status", 0) == 200)
        .map(json -> json.getJsonObject("value"));
  }

  /** As much of it as occurs in names; a slash would need Jolokia's own escape. */
  private static String encode(String name) {
    return name.replace("\"", "%22").replace(" ", "%20");
  }
}
