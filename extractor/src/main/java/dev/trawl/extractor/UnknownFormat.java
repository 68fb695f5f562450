package dev.trawl.extractor;

import java.io.InputStream;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;

/** Stands in for the parsers that there are not: says so, where Tika would say nothing. */
final class UnknownFormat implements Parser {
  private static final long serialVersionUID = 1;

  @Override
  public Set<MediaType> getSupportedTypes(ParseContext context) {
    return Set.of();
  }

  @Override
  public void parse(
      InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
      throws TikaException {
    throw new TikaException("No text is taken from " + metadata.get(Metadata.CONTENT_TYPE));
  }
}
