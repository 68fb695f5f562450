package dev.trawl.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberedTruthTest {

  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(3000, 16, 8, 42);
  private static final NumberedPages PAGES = new NumberedPages(SHAPE, 8080);
  private static final NumberedTruth TRUTH = NumberedTruth.of(PAGES);

  @Test
  void pagesHaveTheSizeOfPages() {
    for (int page = 0; page < SHAPE.pages(); page++) {
      assertThat(PAGES.body(page).length).isBetween(1000, 2300);
    }
  }

  @Test
  void aPageIsKnownByItsExactUrlOnly() {
    assertThat(TRUTH.number("http://127.0.1.1:8080/p/17")).isEqualTo(17);
    for (String url :
        new String[] {
          "http://127.0.2.1:8080/p/17",
          "http://127.0.1.1:8081/p/17",
          "http://127.0.1.1:8080/p/017",
          "http://127.0.1.1:8080/p/3000",
          "http://127.0.1.1:8080/p/",
          "http://127.0.1.1:8080/p/-1",
          "http://127.0.1.1:8080/",
        }) {
      assertThat(TRUTH.number(url)).as(url).isNegative();
    }
  }

  @Test
  void whatWasFoundInAnyOrderIsExact() {
    SetComparison comparison = new SetComparison(TRUTH);
    for (int page = SHAPE.pages() - 1; page >= 0; page--) {
      comparison.add(TRUTH.page(page));
    }
    SetComparison.Verdict verdict = comparison.verdict();
    assertThat(verdict.exact()).as(verdict.toString()).isTrue();
    assertThat(verdict.found()).isEqualTo(3000);
    assertThat(verdict.digest()).hasSize(32);
  }

  @Test
  void whatIsLostTwiceExtraOrWrongIsSeen() {
    SetComparison comparison = new SetComparison(TRUTH);
    for (int page = 1; page < SHAPE.pages(); page++) {
      comparison.add(TRUTH.page(page));
    }
    GroundTruth.Page page = TRUTH.page(5);
    comparison.add(page);
    comparison.add(page("http://127.0.0.1:8080/elsewhere", page.depth()));
    SetComparison.Verdict verdict = comparison.verdict();
    assertThat(verdict.exact()).isFalse();
    assertThat(verdict.lost()).isEqualTo(1);
    assertThat(verdict.twice()).isEqualTo(1);
    assertThat(verdict.extra()).isEqualTo(1);
    assertThat(verdict.digest()).isNotEqualTo(verdict.expected());
    assertThat(verdict.examples()).hasSize(3);

    SetComparison another = new SetComparison(TRUTH);
    another.add(page(TRUTH.page(9).url(), 1 + TRUTH.page(9).depth()));
    assertThat(another.verdict().wrong()).isEqualTo(1);
  }

  private static GroundTruth.Page page(String url, int depth) {
    return new GroundTruth.Page(url, 200, Optional.of("00"), depth, Optional.of("text/html"));
  }
}
