package dev.trawl.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.apache.tika.exception.TikaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/** What is read of each format. */
class ExtractionTest {
  private static final String SENTENCE = "The quick brown fox.";
  private static final int MOST = 10_000;

  @TempDir Path folder;

  private final Extraction extraction = new Extraction(MOST);

  private Answer.Text read(byte[] document, String mediaType)
      throws IOException, TikaException, SAXException {
    Path file = Files.write(Files.createTempFile(folder, "document", ""), document);
    return (Answer.Text) extraction.of(new Request(file, mediaType));
  }

  private void assertReads(byte[] document, String mediaType)
      throws IOException, TikaException, SAXException {
    assertThat(read(document, mediaType).text()).contains(SENTENCE);
  }

  @Test
  void aPdfHasTextTitleAuthorAndPages() throws Exception {
    Answer.Text read = read(Documents.pdf(SENTENCE, 2), "application/pdf");
    assertThat(read.text()).isEqualToNormalizingWhitespace(SENTENCE + " " + SENTENCE);
    assertThat(read.title()).isEqualTo("A title");
    assertThat(read.authors()).isEqualTo("An author");
    assertThat(read.pages()).isEqualTo(OptionalInt.of(2));
    assertThat(read.cut()).isFalse();
  }

  @Test
  void soHasAWordDocument() throws Exception {
    Answer.Text read =
        read(
            Documents.docx(SENTENCE),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    assertThat(read.text()).isEqualTo(SENTENCE);
    assertThat(read.title()).isEqualTo("A title");
    assertThat(read.authors()).isEqualTo("An author");
  }

  @Test
  void theOtherFormatsAreReadToo() throws Exception {
    assertReads(
        Documents.xlsx(SENTENCE),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assertReads(
        Documents.pptx(SENTENCE),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation");
    assertReads(Documents.xls(SENTENCE), "application/vnd.ms-excel");
    assertReads(Documents.odt(SENTENCE), "application/vnd.oasis.opendocument.text");
    assertReads(Documents.rtf(SENTENCE), "application/rtf");
    assertReads(Documents.epub(SENTENCE), "application/epub+zip");
  }

  /** Servers take many a .docx for a .doc, and the other way round. */
  @Test
  void whatADocumentIsDecidesAndNotWhatItIsCalled() throws Exception {
    assertReads(Documents.docx(SENTENCE), "application/msword");
    assertReads(Documents.xls(SENTENCE), "application/pdf");
    assertReads(Documents.pdf(SENTENCE, 1), "application/vnd.oasis.opendocument.text; charset=x");
    assertReads(Documents.rtf(SENTENCE), "");
  }

  @Test
  void aTextIsCutAtTheLimit() throws Exception {
    Answer.Text read = read(Documents.rtf("word ".repeat(MOST)), "text/rtf");
    assertThat(read.cut()).isTrue();
    assertThat(read.text()).hasSizeBetween(MOST - 100, MOST).startsWith("word word");
  }

  @Test
  void whatIsNoDocumentIsNotRead() {
    byte[] html = "<!DOCTYPE html><title>x</title><p>text".getBytes(StandardCharsets.UTF_8);
    assertThatExceptionOfType(TikaException.class)
        .isThrownBy(() -> read(html, "application/pdf"))
        .withMessage("No text is taken from text/html");
    assertThatExceptionOfType(TikaException.class)
        .isThrownBy(() -> read(new byte[0], "application/pdf"));
  }

  @Test
  void noEntityBringsAFileOfOursIntoAText() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "geheim");
    byte[] document =
        Documents.docx(
            Documents.Part.of(
                "<!DOCTYPE d [<!ENTITY x SYSTEM '"
                    + secret.toUri()
                    + "'>]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                    + "<w:body><w:p><w:r><w:t>before &x; after</w:t></w:r></w:p></w:body></w:document>"));
    assertThat(textOrReason(document)).isNotEmpty().doesNotContain("geheim");
  }

  private String textOrReason(byte[] document) throws IOException {
    try {
      return read(document, "application/msword").text();
    } catch (TikaException | SAXException e) {
      return e.toString();
    }
  }
}
