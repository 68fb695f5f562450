package dev.trawl.extractor;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** What came of a request. */
sealed interface Answer {
  /** Whether the process must not go on after it. */
  boolean isLast();

  /** Sends it to the parent, without flushing. */
  void write(DataOutputStream out) throws IOException;

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * The document's text.
   *
   * @param title as the document says; empty if it does not
   * @param authors likewise
   * @param pages as the document says, or as they were counted
   * @param cut whether there would be more of it
   */
  record Text(String text, String title, String authors, OptionalInt pages, boolean cut)
      implements Answer {
    private static final int KIND = 1;

    @Override
    public boolean isLast() {
      return false;
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeByte(KIND);
      Answer.write(out, text);
      Answer.write(out, title);
      Answer.write(out, authors);
      out.writeInt(pages.orElse(-1));
      out.writeBoolean(cut);
    }
  }

  /**
   * There is no text.
   *
   * @param reason for people
   */
  record Failed(String reason, boolean isLast) implements Answer {
    private static final int KIND = 2;
    private static final int LAST = 3;
    private static final int LONGEST = 2_000;

    @Override
    public void write(DataOutputStream out) throws IOException {
      out.writeByte(isLast ? LAST : KIND);
      Answer.write(out, reason.substring(0, Math.min(reason.length(), LONGEST)));
    }
  }
}
