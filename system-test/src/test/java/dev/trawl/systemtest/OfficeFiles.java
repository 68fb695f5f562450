package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The least that is a document of a format. */
final class OfficeFiles {
  private static final String TYPES =
      "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
          + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
          + "%s</Types>";
  private static final String PART =
      "<Override PartName='/%s' ContentType='application/vnd.openxmlformats-officedocument.%s+xml'/>";
  private static final String RELATIONS =
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>%s</Relationships>";
  private static final String RELATION =
      "<Relationship Id='%1$s' Target='%1$s' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/%2$s'/>";

  private OfficeFiles() {}

  /** A PDF of one page with a title and this text. */
  static byte[] pdf(String text) {
    String content = "BT /F 12 Tf 72 700 Td (" + text + ") Tj ET";
    String[] objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
      "<</Length " + content.length() + ">>stream\n" + content + "\nendstream",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
      "<</Title(A title)>>"
    };
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    StringBuilder places = new StringBuilder("xref\n0 7\n0000000000 65535 f \n");
    for (int i = 0; i < objects.length; i++) {
      places.append("%010d 00000 n \n".formatted(pdf.length()));
      pdf.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
    }
    int start = pdf.length();
    return pdf.append(places)
        .append("trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n" + start + "\n%%EOF\n")
        .toString()
        .getBytes(US_ASCII);
  }

  /** A Word document with this text. */
  static byte[] docx(String text) {
    return zip(
        zip -> {
          String types = PART.formatted("document", "wordprocessingml.document.main");
          entry(zip, "[Content_Types].xml", TYPES.formatted(types));
          entry(
              zip,
              "_rels/.rels",
              RELATIONS.formatted(RELATION.formatted("document", "officeDocument")));
          entry(
              zip,
              "document",
              "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
                  + "<w:p><w:r><w:t>"
                  + text
                  + "</w:t></w:r></w:p></w:body></w:document>");
        });
  }

  /** A table of one cell, whose text has half a gibibyte when it is unpacked. */
  static byte[] bomb() {
    return zip(
        zip -> {
          String types =
              PART.formatted("workbook", "spreadsheetml.sheet.main")
                  + PART.formatted("sheet", "spreadsheetml.worksheet")
                  + PART.formatted("strings", "spreadsheetml.sharedStrings");
          entry(zip, "[Content_Types].xml", TYPES.formatted(types));
          entry(
              zip,
              "_rels/.rels",
              RELATIONS.formatted(RELATION.formatted("workbook", "officeDocument")));
          entry(
              zip,
              "_rels/workbook.rels",
              RELATIONS.formatted(
                  RELATION.formatted("sheet", "worksheet")
                      + RELATION.formatted("strings", "sharedStrings")));
          String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
          entry(
              zip,
              "workbook",
              "<workbook xmlns='"
                  + main
                  + "' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                  + "<sheets><sheet name='s' sheetId='1' r:id='sheet'/></sheets></workbook>");
          entry(
              zip,
              "sheet",
              "<worksheet xmlns='"
                  + main
                  + "'><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData></worksheet>");
          zip.putNextEntry(new ZipEntry("strings"));
          inflated(zip, "<sst xmlns='" + main + "'><si><t>", "</t></si></sst>");
        });
  }

  private static void inflated(OutputStream out, String before, String after) throws IOException {
    byte[] letters = "a".repeat(1 << 20).getBytes(US_ASCII);
    out.write(before.getBytes(US_ASCII));
    for (int i = 0; i < 512; i++) {
      out.write(letters);
    }
    out.write(after.getBytes(US_ASCII));
  }

  /** Fills an archive. */
  @FunctionalInterface
  private interface Filling {
    void fill(ZipOutputStream zip) throws IOException;
  }

  private static byte[] zip(Filling filling) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      filling.fill(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }
}
