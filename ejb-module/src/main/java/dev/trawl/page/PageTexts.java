package dev.trawl.page;

import dev.trawl.body.BodyStore;
import dev.trawl.parse.HtmlParser;
import dev.trawl.parse.ShownText;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/**
 * The texts of pages, made from their bodies when they are asked for. Without a transaction of its
 * own: nobody's connection waits for the memory that parsing takes.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PageTexts {
  /** In UTF-16 units. */
  public static final int LONGEST = 100_000;

  @EJB Pages pages;
  @Inject BodyStore bodies;

  /**
   * What a page shows: the first {@value #LONGEST} characters, of the first 1 MiB of its body.
   *
   * @return empty if there is no such page, nothing was kept of it, or it is no HTML
   * @throws IOException if it is removed meanwhile
   */
  public Optional<PageText> find(UUID id) throws IOException {
    Optional<Pages.Content> content = pages.content(id);
    return content.isPresent() ? text(content.get()) : Optional.empty();
  }

  private Optional<PageText> text(Pages.Content content) throws IOException {
    byte[] start = start(content);
    if (!HtmlParser.isHtml(content.contentType(), start)) {
      return Optional.empty();
    }
    ShownText shown =
        Parsing.asTree(
            bodies, start.length, () -> HtmlParser.text(content.contentType(), start, LONGEST));
    return Optional.of(
        new PageText(shown.text(), shown.isCut() || start.length < content.length()));
  }

  private byte[] start(Pages.Content content) throws IOException {
    try (InputStream body = StoredBody.open(pages, content)) {
      return body.readNBytes(Parsing.LARGEST_TREE);
    }
  }
}
