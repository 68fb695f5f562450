package dev.trawl.scope;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Rejects by the extension of the file name: what stands behind the last dot of the last segment,
 * whose parameters (";...", RFC 3986, section 3.3) are no part of the name.
 */
final class FileTypesRule {
  static final int LONGEST = 32;

  private static final Pattern TYPE = Pattern.compile("[0-9A-Za-z_+~-]{1," + LONGEST + "}");

  private FileTypesRule() {}

  /**
   * The rule for these extensions.
   *
   * @throws IllegalArgumentException for the first that is none
   */
  static Rule of(List<String> types) {
    types.forEach(
        type ->
            problem(type)
                .ifPresent(
                    problem -> {
                      throw new IllegalArgumentException("file type " + type + " " + problem);
                    }));
    if (types.isEmpty()) {
      return (url, depth) -> Optional.empty();
    }
    Map<String, Optional<Decision>> rejected =
        types.stream()
            .distinct()
            .collect(
                toUnmodifiableMap(
                    Function.identity(), type -> Optional.of(Decision.reject("fileTypes", type))));
    return (url, depth) -> type(url).flatMap(type -> rejected.getOrDefault(type, Optional.empty()));
  }

  static Optional<String> problem(String type) {
    return TYPE.matcher(type).matches()
        ? Optional.empty()
        : Optional.of(
            "is no file name extension without its dot: 1 to %d letters, digits, or _ + ~ -"
                .formatted(LONGEST));
  }

  private static Optional<String> type(CrawlUrl url) {
    String text = url.toString();
    int name = text.lastIndexOf('/', url.queryStart() - 1) + 1;
    int semicolon = text.indexOf(';', name);
    int end = semicolon < 0 ? url.queryStart() : Math.min(semicolon, url.queryStart());
    int dot = text.lastIndexOf('.', end - 1);
    return dot < name || end - dot - 1 > LONGEST
        ? Optional.empty()
        : Optional.of(text.substring(dot + 1, end).toLowerCase(Locale.ROOT));
  }
}
