package dev.trawl.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlIdTest {
  private static final CrawlUrl URL = CrawlUrl.parse("http://example.org/").orElseThrow();

  /** As PostgreSQL compares uuid: as unsigned bytes. */
  private static final Comparator<UUID> UNSIGNED =
      ((Comparator<UUID>)
              (a, b) ->
                  Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits()))
          .thenComparing(
              (a, b) ->
                  Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()));

  @Test
  void anIdIsAUuidOfVersion8() {
    UUID id = UrlId.of(7, URL);
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }

  /** Ids are stored: what is computed for a URL must never change. */
  @Test
  void theIdOfAUrlIsTheSameForEver() {
    assertThat(UrlId.of(7, URL)).hasToString("00000007-781b-804e-89bd-049cdfacaec4");
  }

  @Test
  void theJobNumberComesFirst() {
    assertThat(UrlId.of(0x12345678, URL).toString()).startsWith("12345678-");
    assertThat(UrlId.jobNumber(UrlId.of(0x12345678, URL))).isEqualTo(0x12345678);
    assertThat(UrlId.jobNumber(UrlId.of(Integer.MAX_VALUE, URL))).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void theIdOfTheSameUrlInAnotherJobNeedsNoUrl() {
    assertThat(UrlId.inJob(Integer.MAX_VALUE, UrlId.of(7, URL)))
        .isEqualTo(UrlId.of(Integer.MAX_VALUE, URL));
  }

  @Test
  void hostsAndDirectoriesHaveIdsOfTheirOwn() {
    assertThat(UrlId.ofHost(7, "http://example.org"))
        .hasToString("00000007-c1de-8788-b760-56f68610990c");
    assertThat(UrlId.ofDirectory(7, URL)).hasToString("00000007-bbd4-8262-a320-69dd2840be46");
  }

  @ParameterizedTest
  @CsvSource({
    "/x, /, true",
    "/a/, /a/b, true",
    "/a/?q=/b/, /a/c?r, true",
    "/a, /a/, false",
    "/a/b/, /a/, false",
    "/a/, /A/, false",
    "/a/, https://example.org/a/, false",
    "/a/, http://example.org:81/a/, false",
    "/a/, http://user@example.org/a/b, true"
  })
  void aDirectoryIsAHostAndAPathUpToItsLastSlash(String one, String other, boolean same) {
    boolean equal = directory(one).equals(directory(other));
    assertThat(equal).isEqualTo(same);
  }

  private static UUID directory(String reference) {
    return UrlId.ofDirectory(7, URL.resolve(reference).orElseThrow());
  }

  @Test
  void otherUrlsAndOtherJobsHaveOtherIds() {
    long ids =
        IntStream.range(0, 10_000)
            .mapToObj(i -> UrlId.of(1 + i % 2, page(i / 2)))
            .distinct()
            .count();
    assertThat(ids).isEqualTo(10_000);
  }

  @Test
  void everyBitThatIsFreeIsUsed() {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 200; i++) {
      high |= UrlId.of(1, page(i)).getMostSignificantBits();
      low |= UrlId.of(1, page(i)).getLeastSignificantBits();
    }
    assertThat(new UUID(high, low)).isEqualTo(UrlId.last(1));
  }

  @Test
  void allIdsOfAJobAreBetweenItsFirstAndItsLast() {
    for (int job : new int[] {1, 2, 255, 0x7FFF, Integer.MAX_VALUE - 1}) {
      assertThat(IntStream.range(0, 1_000).mapToObj(i -> UrlId.of(job, page(i))))
          .allSatisfy(
              id ->
                  assertThat(id)
                      .usingComparator(UNSIGNED)
                      .isBetween(UrlId.first(job), UrlId.last(job)));
      assertThat(UrlId.last(job)).usingComparator(UNSIGNED).isLessThan(UrlId.first(job + 1));
    }
  }

  @Test
  void aJobNumberIsAtLeastOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> UrlId.of(0, URL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UrlId.first(-1))
        .withMessageContaining("-1");
  }

  private static CrawlUrl page(int number) {
    return CrawlUrl.parse("http://example.org/" + number).orElseThrow();
  }
}
