package dev.trawl.extractor;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.PagedText;
import org.apache.tika.metadata.Property;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.apache.tika.sax.WriteOutContentHandler;
import org.xml.sax.SAXException;

/** Takes text from files of the known formats by Tika, with everything off that goes beyond. */
final class Extraction {
  private static final int LONGEST_PROPERTY = 2_000;

  /** PDFBox then works in memory alone, which ends, and never in a file, which would not. */
  private static final long NO_FILE = -1;

  private final AutoDetectParser parser;
  private final int most;

  /**
   * @param most characters of a text
   */
  Extraction(int most) {
    this.most = most;
    // These and no others, whatever lies on the class path: no OCR, no external programs.
    parser =
        new AutoDetectParser(
            new DefaultDetector(),
            new PDFParser(),
            new OfficeParser(),
            new OOXMLParser(),
            new OpenDocumentParser(),
            new RTFParser(),
            new EpubParser());
    parser.setFallback(new UnknownFormat());
  }

  /**
   * The text of a file. What it really is decides, not what it is called.
   *
   * @throws TikaException if it cannot be read as what it is, or is no document
   */
  Answer of(Request request) throws IOException, SAXException, TikaException {
    Metadata metadata = new Metadata();
    if (!request.mediaType().isEmpty()) {
      metadata.set(Metadata.CONTENT_TYPE, request.mediaType());
    }
    WriteOutContentHandler text = new WriteOutContentHandler(most);
    boolean cut = false;
    try (TikaInputStream in = TikaInputStream.get(request.file())) {
      parser.parse(in, new BodyContentHandler(text), metadata, context());
    } catch (SAXException | TikaException e) {
      if (!WriteLimitReachedException.isWriteLimitReached(e)) {
        throw e;
      }
      cut = true;
    }
    return new Answer.Text(
        text.toString().strip(),
        property(metadata, TikaCoreProperties.TITLE),
        property(metadata, TikaCoreProperties.CREATOR),
        pages(metadata),
        cut);
  }

  private static ParseContext context() {
    PDFParserConfig pdf = new PDFParserConfig();
    pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
    pdf.setExtractInlineImages(false);
    pdf.setMaxMainMemoryBytes(NO_FILE);
    OfficeParserConfig office = new OfficeParserConfig();
    office.setExtractMacros(false);
    // Element by element, instead of the whole document as objects.
    office.setUseSAXDocxExtractor(true);
    office.setUseSAXPptxExtractor(true);
    ParseContext context = new ParseContext();
    context.set(PDFParserConfig.class, pdf);
    context.set(OfficeParserConfig.class, office);
    context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
    return context;
  }

  private static String property(Metadata metadata, Property property) {
    String all =
        Arrays.stream(metadata.getValues(property))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .distinct()
            .collect(Collectors.joining("; "));
    return all.substring(0, Math.min(all.length(), LONGEST_PROPERTY));
  }

  private static OptionalInt pages(Metadata metadata) {
    return Stream.of(PagedText.N_PAGES, Office.PAGE_COUNT, Office.SLIDE_COUNT)
        .flatMap(property -> Optional.ofNullable(metadata.getInt(property)).stream())
        .mapToInt(Integer::intValue)
        .filter(pages -> pages > 0)
        .findFirst();
  }
}
