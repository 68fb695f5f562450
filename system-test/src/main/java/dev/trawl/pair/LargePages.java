package dev.trawl.pair;

import dev.trawl.site.Answer;
import dev.trawl.site.SyntheticWeb;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Pages whose results are large messages: beyond 100 KiB the broker keeps a body in a file of its
 * own, beside the journal.
 *
 * @param index links to all others
 * @param urls all, the index too
 */
public record LargePages(String index, List<String> urls) {

  private static final int COUNT = 60;
  private static final int BYTES = 200_000;

  /** Adds them to a web. */
  public static LargePages on(SyntheticWeb web) {
    List<String> links = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(COUNT);
    for (int i = 0; i < COUNT; i++) {
      byte[] noise = new byte[BYTES]; // or compression would make it small
      random.nextBytes(noise);
      web.with("/large/" + i, Answer.Reply.of(200, "application/octet-stream", noise));
      links.add(web.url("/large/" + i));
    }
    web.withLinks("/large", links);
    List<String> urls = new ArrayList<>(links);
    urls.add(web.url("/large"));
    return new LargePages(web.url("/large"), urls);
  }
}
