package dev.trawl.page;

import dev.trawl.database.Texts;
import java.util.Optional;

/**
 * The error of a page's line, if it has one.
 *
 * @param error of the closed list
 * @param detail for people
 */
record PageEnd(Optional<String> error, Optional<String> detail) {
  static final PageEnd GOOD = new PageEnd(Optional.empty(), Optional.empty());

  /** Nothing was wrong, but its content is not kept, by that tag. */
  static PageEnd notKept(String tag) {
    return new PageEnd(
        Optional.empty(), Optional.of("the page asks by " + tag + " that its content is not kept"));
  }

  static PageEnd of(String error, String detail) {
    return new PageEnd(
        Optional.of(error), Optional.of(detail).filter(text -> !text.isEmpty()).map(Texts::clean));
  }
}
