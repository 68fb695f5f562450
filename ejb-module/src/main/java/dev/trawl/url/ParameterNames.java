package dev.trawl.url;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of parameters, whole or their beginnings, that are found in a URL without copying from it.
 * They are kept by their first character, so that most parameters are compared with none or few.
 */
final class ParameterNames {
  private static final int ASCII = 0x80;

  private record Name(String text, boolean isPrefix) {
    boolean is(String url, int from, int to) {
      int length = text.length();
      return (isPrefix ? to - from >= length : to - from == length)
          && url.regionMatches(true, from, text, 0, length);
    }
  }

  private final @Nullable List<Name>[] byFirst;

  /** The names are ASCII and not empty; a "*" at the end makes one a beginning. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  ParameterNames(List<String> names) {
    byFirst = new List[ASCII];
    for (String name : names) {
      boolean isPrefix = name.endsWith("*");
      String text = Ascii.lowercase(isPrefix ? name.substring(0, name.length() - 1) : name);
      int first = text.charAt(0);
      List<Name> others = byFirst[first];
      List<Name> all = others == null ? new ArrayList<>() : others;
      all.add(new Name(text, isPrefix));
      byFirst[first] = all;
    }
  }

  /** Whether what stands there in the URL is one of them, in whatever case. */
  boolean contain(String url, int from, int to) {
    if (from == to) {
      return false;
    }
    char c = url.charAt(from);
    List<Name> names = byFirst[c >= 'A' && c <= 'Z' ? c | 0x20 : c];
    if (names != null) {
      for (Name name : names) {
        if (name.is(url, from, to)) {
          return true;
        }
      }
    }
    return false;
  }
}
