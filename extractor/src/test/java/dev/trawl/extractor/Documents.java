package dev.trawl.extractor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Documents of each format that say a sentence. */
public final class Documents {
  /** Writes a part of an archive. */
  @FunctionalInterface
  public interface Part {
    void writeTo(OutputStream out) throws IOException;

    /** One of a text. */
    static Part of(String text) {
      return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final String CONTENT_TYPES = "[Content_Types].xml";
  private static final String RELATIONS =
      """
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" \
      Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="%s"/></Relationships>
      """;

  private Documents() {}

  /** A PDF of some pages, each with the sentence. */
  public static byte[] pdf(String sentence, int pages) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle("A title");
      document.getDocumentInformation().setAuthor("An author");
      for (int i = 0; i < pages; i++) {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
          content.newLineAtOffset(72, 700);
          content.showText(sentence);
          content.endText();
        }
      }
      document.save(out);
    }
    return out.toByteArray();
  }

  /** A Word document. */
  public static byte[] docx(String sentence) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XWPFDocument document = new XWPFDocument()) {
      document.getProperties().getCoreProperties().setTitle("A title");
      document.getProperties().getCoreProperties().setCreator("An author");
      document.createParagraph().createRun().setText(sentence);
      document.write(out);
    }
    return out.toByteArray();
  }

  /** A Word document whose main part is given, well-formed or not. */
  public static byte[] docx(Part document) throws IOException {
    return zip(
        Map.of(
            CONTENT_TYPES,
            Part.of(
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/word/document.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
                """),
            "_rels/.rels",
            Part.of(RELATIONS.formatted("word/document.xml")),
            "word/document.xml",
            document));
  }

  /** A table as Excel writes it today, whose shared strings are given. */
  public static byte[] xlsx(Part sharedStrings) throws IOException {
    return zip(
        Map.of(
            CONTENT_TYPES,
            Part.of(
                """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/workbook.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                <Override PartName="/xl/sheet1.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
                <Override PartName="/xl/sharedStrings.xml" ContentType=\
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>
                """),
            "_rels/.rels",
            Part.of(RELATIONS.formatted("xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels",
            Part.of(
                """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
                <Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" \
                Target="sheet1.xml"/><Relationship Id="r2" \
                Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" \
                Target="sharedStrings.xml"/></Relationships>
                """),
            "xl/workbook.xml",
            Part.of(
                """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
                <sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>
                """),
            "xl/sheet1.xml",
            Part.of(
                """
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>\
                <row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>
                """),
            "xl/sharedStrings.xml",
            sharedStrings));
  }

  /** A table as Excel writes it today. */
  public static byte[] xlsx(String sentence) throws IOException {
    return table(new XSSFWorkbook(), sentence);
  }

  /** A table as Excel wrote it until 2003. */
  public static byte[] xls(String sentence) throws IOException {
    return table(new HSSFWorkbook(), sentence);
  }

  private static byte[] table(Workbook workbook, String sentence) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (workbook) {
      workbook.createSheet("s").createRow(0).createCell(0).setCellValue(sentence);
      workbook.write(out);
    }
    return out.toByteArray();
  }

  /** Slides. */
  public static byte[] pptx(String sentence) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XMLSlideShow show = new XMLSlideShow()) {
      show.createSlide().createTextBox().setText(sentence);
      show.write(out);
    }
    return out.toByteArray();
  }

  /** An OpenDocument text. */
  public static byte[] odt(String sentence) throws IOException {
    return zip(
        Map.of(
            "content.xml",
            Part.of(
                """
                <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
                xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>\
                <text:p>%s</text:p></office:text></office:body></office:document-content>
                """
                    .formatted(sentence))),
        "application/vnd.oasis.opendocument.text");
  }

  /** A book of one chapter. */
  public static byte[] epub(String sentence) throws IOException {
    return zip(
        Map.of(
            "META-INF/container.xml",
            Part.of(
                """
                <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>\
                <rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
                """),
            "book.opf",
            Part.of(
                """
                <package version="2.0" xmlns="http://www.idpf.org/2007/opf"><metadata \
                xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A title</dc:title></metadata><manifest>\
                <item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>\
                <spine><itemref idref="one"/></spine></package>
                """),
            "one.xhtml",
            Part.of(
                "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>One</title></head><body><p>"
                    + sentence
                    + "</p></body></html>")),
        "application/epub+zip");
  }

  /** Rich text. */
  public static byte[] rtf(String sentence) {
    return ("{\\rtf1\\ansi{\\info{\\title A title}}" + sentence + "\\par}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] zip(Map<String, Part> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      write(zip, parts);
    }
    return out.toByteArray();
  }

  /** One that says what it is in its first entry, which is not compressed. */
  private static byte[] zip(Map<String, Part> parts, String type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      zip.putNextEntry(new ZipEntry("mimetype"));
      zip.write(type.getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
      write(zip, parts);
    }
    return out.toByteArray();
  }

  private static void write(ZipOutputStream zip, Map<String, Part> parts) throws IOException {
    for (Map.Entry<String, Part> part : parts.entrySet()) {
      zip.putNextEntry(new ZipEntry(part.getKey()));
      part.getValue().writeTo(zip);
      zip.closeEntry();
    }
  }
}
