package dev.trawl.document;

import java.time.Instant;
import java.util.Optional;

/**
 * A document as the outside sees it.
 *
 * @param title as the document says
 * @param author the same; several are separated by semicolons
 * @param pages likewise, or as they were counted
 * @param characters of its text (code points); empty if there is none
 * @param cut whether the document has more text than that
 * @param error {@code extraction-failed} or {@code extraction-timeout}, where there is no text
 * @param detail the same for people
 * @param extractedAt when it was read
 */
public record DocumentView(
    Optional<String> title,
    Optional<String> author,
    Optional<Integer> pages,
    Optional<Integer> characters,
    boolean cut,
    Optional<String> error,
    Optional<String> detail,
    Instant extractedAt) {}
