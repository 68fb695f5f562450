package dev.trawl.launcher;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reminds whoever crawls public hosts to say who they are: an operator who is annoyed wants
 * somebody to write to.
 */
final class Contact {
  private static final Pattern LOCAL =
      Pattern.compile(
          "localhost|.*\\.(localhost|local|internal|test|invalid|example)|\\[.*]|[0-9.]+");

  private Contact() {}

  /** What to say, if there is something. */
  static Optional<String> missing(List<String> seeds, Map<String, String> environment) {
    boolean named = environment.getOrDefault("TRAWL_USER_AGENT", "").contains("://");
    return named || seeds.stream().allMatch(Contact::isLocal)
        ? Optional.empty()
        : Optional.of(
            "Note: public hosts are crawled without a contact address; set TRAWL_USER_AGENT, as in"
                + " \"Trawl/0.1 (+https://example.org/crawler)\".");
  }

  private static boolean isLocal(String seed) {
    try {
      String host = URI.create(seed).getHost();
      return host == null || LOCAL.matcher(host).matches();
    } catch (IllegalArgumentException e) {
      return true; // The API will say what is wrong with it.
    }
  }
}
