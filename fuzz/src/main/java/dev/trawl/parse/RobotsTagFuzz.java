package dev.trawl.parse;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import java.util.ArrayList;
import java.util.List;

/** The values of {@code X-Robots-Tag}, a line each. */
public final class RobotsTagFuzz {
  private RobotsTagFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    List<String> headers = new ArrayList<>();
    RobotsTags expected = RobotsTags.NONE;
    while (!input.isEmpty()) {
      String header = input.line();
      headers.add(header);
      expected = expected.and(check(header));
    }
    Oracle.same(RobotsTags.ofHeaders(headers, "trawl"), expected);
  }

  private static RobotsTags check(String header) {
    RobotsTags tags = read(header);
    Oracle.same(read(upper(header)), tags);
    Oracle.same(read("otherbot: " + header), RobotsTags.NONE);
    Oracle.same(read("trawl: " + header), RobotsTags.ofContent(header));
    return tags;
  }

  /** ASCII alone: tags have no other letters. */
  private static String upper(String header) {
    return header
        .chars()
        .map(c -> c < 0x80 ? Character.toUpperCase(c) : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static RobotsTags read(String header) {
    return RobotsTags.ofHeaders(List.of(header), "trawl");
  }
}
