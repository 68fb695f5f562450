package dev.trawl.scope;

/**
 * What became of a URL, and why.
 *
 * @param rule the rule that decided: "seed", "exclude", "within", "fileTypes", "urlLength",
 *     "pathDepth", "repeatedSegments", "queryParameters", "include" or "maxDepth"; "default" if
 *     none objected
 * @param detail what of the rule it was, such as the pattern or the limit; may be empty
 */
public record Decision(boolean accepted, String rule, String detail) {
  static Decision accept(String rule) {
    return new Decision(true, rule, "");
  }

  static Decision reject(String rule, String detail) {
    return new Decision(false, rule, detail);
  }
}
