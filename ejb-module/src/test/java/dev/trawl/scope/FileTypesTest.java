package dev.trawl.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trawl.url.CrawlUrl;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypesTest {
  private static Scope without(String... types) {
    ScopeSpec spec =
        new ScopeSpec(Within.ANY, List.of("/in/"), List.of(), 64, List.of(types), TrapSpec.DEFAULT);
    return Scope.of(spec, List.of(url("/seed.pdf")), List.of());
  }

  private static CrawlUrl url(String pathAndQuery) {
    return CrawlUrl.parse("http://h.zip" + pathAndQuery).orElseThrow();
  }

  private static Decision decide(String pathAndQuery) {
    return without("pdf", "GZ", "zip").decide(url(pathAndQuery), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "/in/a.pdf, pdf",
    "/in/a.PDF, pdf",
    "/in/a.b.pdf?x=y.html, pdf",
    "/in/a.tar.gz, gz",
    "/in/.pdf, pdf",
    "/in/a.pdf;jsessionid=1.node, pdf",
    "/in/a.pdf?;x, pdf",
    "/a.pdf, pdf",
  })
  void theExtensionOfTheLastSegmentCounts(String path, String type) {
    assertThat(decide(path)).isEqualTo(new Decision(false, "fileTypes", type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/in/",
        "/in/pdf",
        "/in/a.pdf/",
        "/in/a.pdf/b",
        "/in/a.",
        "/in/a.pdfx",
        "/in/a.xpdf",
        "/in/a.pdf.html",
        "/in/a?b.pdf",
        "/in/a;b.pdf",
        "/in/?x=/a.pdf",
        "/in/a.012345678901234567890123456789012pdf",
      })
  void nothingElseDoes(String path) {
    assertThat(decide(path).rule()).isEqualTo("default");
  }

  @Test
  void noTypeIsLeftOutByDefaultAndNoSeedEver() {
    assertThat(without().decide(url("/in/a.pdf"), 1).accepted()).isTrue();
    assertThat(decide("/seed.pdf").rule()).isEqualTo("seed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".pdf", "tar.gz", "a/b", "a?", " pdf", "pdf*", "é"})
  void whatIsNoExtensionIsReported(String type) {
    assertThat(Scope.typeProblem(type)).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> without("ok", type))
        .withMessageContaining(type);
  }

  @Test
  void anExtensionHasAtMostThirtyTwoCharacters() {
    assertThat(Scope.typeProblem("x".repeat(32))).isEmpty();
    assertThat(Scope.typeProblem("x".repeat(33))).isPresent();
    assertThat(Scope.typeProblem("c++")).isEmpty();
  }
}
