package dev.trawl.sitemap;

import dev.trawl.sitemap.XmlToken.End;
import dev.trawl.sitemap.XmlToken.Start;
import dev.trawl.sitemap.XmlToken.Text;
import dev.trawl.url.CrawlUrl;
import java.util.Optional;

/**
 * Finds the entries, and the URL of each in a child of its own prefix. So those of images, videos
 * and alternates are not found: they lie deeper, or have another prefix.
 */
final class Entries {
  private final CrawlUrl base;
  private final Format format;
  private final OpenElements open = new OpenElements();
  private final Locs locs = new Locs();
  private Optional<Entry> current = Optional.empty();

  Entries(CrawlUrl base, Format format) {
    this.base = base;
    this.format = format;
  }

  Locs locs() {
    return locs;
  }

  /** Whether the root is closed. */
  boolean isEnd() {
    return open.depth() == 0;
  }

  void take(XmlToken token) {
    if (token instanceof Start tag) {
      open.open(tag.name());
      start(tag);
      if (tag.isEmpty()) {
        close(tag.name());
      }
    } else if (token instanceof Text text) {
      current.ifPresent(entry -> entry.text(open.depth(), text.text()));
    } else if (token instanceof End tag) {
      close(tag.name());
    }
  }

  private void start(Start tag) {
    if (current.isPresent()) {
      current.get().start(open.depth(), tag);
    } else if (format.isEntry(tag.name())) {
      current = Optional.of(new Entry(format, tag.name(), open.depth()));
    }
  }

  private void close(XmlName name) {
    open.close(name);
    current.ifPresent(entry -> close(entry, open.depth()));
  }

  private void close(Entry entry, int depth) {
    entry.close(depth).ifPresent(loc -> locs.add(loc, base.resolve(loc)));
    if (entry.isClosed(depth)) {
      current = Optional.empty();
    }
  }
}
