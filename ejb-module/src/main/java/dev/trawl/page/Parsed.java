package dev.trawl.page;

import dev.trawl.parse.ParsedPage;
import java.util.List;
import java.util.Optional;

/**
 * What parsing a body gave.
 *
 * @param page what a page of HTML held; empty for everything else
 * @param links found in it, with the verdict of the scope
 * @param outlinks the same as they are stored
 * @param error why it could not be parsed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Parsed(
    Optional<ParsedPage> page, List<Link> links, byte[] outlinks, Optional<String> error) {
  static final Parsed NOTHING =
      new Parsed(Optional.empty(), List.of(), new byte[0], Optional.empty());

  static Parsed failed(Throwable cause) {
    return new Parsed(Optional.empty(), List.of(), new byte[0], Optional.of(cause.toString()));
  }
}
