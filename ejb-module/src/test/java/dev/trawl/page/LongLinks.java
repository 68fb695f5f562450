package dev.trawl.page;

import dev.trawl.url.CrawlUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Links of a page that take much room. */
final class LongLinks {
  private LongLinks() {}

  /** Nearly two million characters, which stored take between 1 and 1.4 MiB. */
  static List<CrawlUrl> noise(SplittableRandom random) {
    return new ArrayList<>(IntStream.range(0, 4_600).mapToObj(n -> noisy(random)).toList());
  }

  private static CrawlUrl noisy(SplittableRandom random) {
    StringBuilder noise = new StringBuilder("/");
    for (int i = 0; i < 30; i++) {
      noise.append(Long.toString(random.nextLong() >>> 1, 36));
    }
    return OnPages.url(noise.toString());
  }

  /** Some eight thousand characters each, which stored take a hundredth. */
  static List<CrawlUrl> alike(int count) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(n -> OnPages.url("/" + "x".repeat(8_000) + n)).toList());
  }
}
