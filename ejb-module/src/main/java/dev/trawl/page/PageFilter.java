package dev.trawl.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which pages of a job are wanted; everything that is given must hold.
 *
 * @param status the HTTP status, or that there is none
 * @param host the URL's host, with or without its port
 * @param type the beginning of the content type
 * @param text a part of the URL or the title, whatever its case
 */
public record PageFilter(
    Optional<StatusRange> status,
    Optional<String> host,
    Optional<String> type,
    Optional<String> text) {
  /** The URL's host and port. Any "@" in a name or password before them is percent-encoded. */
  private static final String AUTHORITY = "split_part(split_part(u.url, '/', 3), '@', -1)";

  /**
   * A condition of SQL.
   *
   * @param sql on a page p and its URL u
   * @param arguments its parameters
   */
  record Condition(String sql, List<Object> arguments) {}

  /** Only those that are given: whoever plans the statement need not guess what may hold. */
  List<Condition> conditions() {
    List<Condition> all = new ArrayList<>();
    status.ifPresent(
        range ->
            all.add(
                new Condition(
                    "coalesce(p.status, 0) BETWEEN ? AND ?",
                    List.of(range.first(), range.last()))));
    type.ifPresent(
        start ->
            all.add(new Condition("starts_with(lower(p.content_type), lower(?))", List.of(start))));
    host.ifPresent(
        name ->
            all.add(
                new Condition(
                    "lower(?) IN (%1$s, regexp_replace(%1$s, ':[0-9]+$', ''))".formatted(AUTHORITY),
                    List.of(name))));
    text.ifPresent(
        part ->
            all.add(
                new Condition(
                    "(u.url ILIKE ? OR p.title ILIKE ?)",
                    Collections.nCopies(2, "%" + escaped(part) + "%"))));
    return all;
  }

  private static String escaped(String part) {
    return part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }
}
