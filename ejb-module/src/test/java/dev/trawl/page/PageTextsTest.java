package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pages show, from what was kept of them. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class PageTextsTest extends OnPages {
  private final PageTexts texts = new PageTexts();

  PageTextsTest() throws SQLException {
    texts.pages = pages;
    texts.bodies = TestBodies.STORE;
  }

  private PageText text(String path) throws IOException {
    return texts.find(id(path)).orElseThrow();
  }

  @Test
  void aPageOfHtmlHasAText() throws IOException {
    page("/", "<title>x</title><h1>Héllo</h1><p>big <b>world</b>");
    assertThat(text("/")).isEqualTo(new PageText("Héllo\nbig world", false));
    page("/empty-page", "<title>x</title>");
    assertThat(text("/empty-page").text()).isEmpty();
  }

  @Test
  void whatIsNoHtmlHasNone() throws IOException {
    store(job, "/1", 200, Optional.of("text/plain"), Optional.empty(), "<p>text");
    store(job, "/2", 200, Optional.empty(), Optional.empty(), "text");
    assertThat(texts.find(id("/1"))).isEmpty();
    assertThat(texts.find(id("/2"))).isEmpty();
    store(job, "/3", 200, Optional.empty(), Optional.empty(), "<html><p>text");
    assertThat(text("/3").text()).as("without a type, but it begins as HTML").isEqualTo("text");
  }

  @Test
  void aPageOfWhichNothingWasKeptHasNone() throws IOException {
    page("/", "<meta name=robots content=noindex><p>text");
    assertThat(texts.find(id("/"))).isEmpty();
  }

  @Test
  void aLongTextIsCut() throws IOException {
    page("/1", "<p>" + "x".repeat(PageTexts.LONGEST));
    page("/2", "<p>" + "x".repeat(PageTexts.LONGEST) + "<p>more");
    assertThat(text("/1").cut()).isFalse();
    assertThat(text("/2")).isEqualTo(new PageText("x".repeat(PageTexts.LONGEST), true));
  }

  @Test
  void onlyTheBeginningOfALargePageIsRead() throws IOException {
    page("/", "<p>begin<!--" + "x".repeat(1 << 20) + "--><p>end");
    assertThat(text("/")).isEqualTo(new PageText("begin", true));
  }

  @Test
  void aPageThatIsNotThereIsTold() throws IOException {
    page("/", "<a href=/b>");
    assertThat(texts.find(id("/b"))).as("queued").isEmpty();
    assertThat(texts.find(new UUID(0, 0))).isEmpty();
    Sql.update(connection, "UPDATE job SET deleted = true");
    assertThat(texts.find(id("/"))).isEmpty();
  }
}
