package dev.trawl.sitemap;

/**
 * A name as written: its prefix, empty if it has none, and the rest. What namespace a prefix stands
 * for is not asked, as sitemaps get that wrong more often than not.
 */
record XmlName(String prefix, String local) {
  static XmlName of(String written) {
    int colon = written.indexOf(':');
    return new XmlName(written.substring(0, Math.max(colon, 0)), written.substring(colon + 1));
  }

  boolean is(String local) {
    return this.local.equals(local);
  }

  boolean hasPrefixOf(XmlName other) {
    return prefix.equals(other.prefix);
  }
}
