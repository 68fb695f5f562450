package dev.trawl.url;

/** How a query is written in bytes. */
@FunctionalInterface
interface QueryEncoding {
  /** What every query has that does not come from a page in a legacy encoding. */
  QueryEncoding UTF_8 = PercentEncodeSet.QUERY::append;

  void append(String text, int from, int to, StringBuilder out);
}
