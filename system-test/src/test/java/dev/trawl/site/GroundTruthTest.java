package dev.trawl.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.GroundTruth.Page;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GroundTruthTest {

  private static final String ORIGIN = "http://127.0.0.1:8000";
  private static final Collection<Page> JAKARTA_EE = pages(RealSites.JAKARTA_EE);
  private static final Collection<Page> COMMONS_MATH = pages(RealSites.COMMONS_MATH);

  @Test
  void theJakartaSiteHas4796PagesAndNoDeadLink() {
    Collection<Page> pages = JAKARTA_EE;

    assertThat(pages).hasSize(4796).allMatch(page -> page.status() == 200);
    assertThat(pages).allMatch(page -> page.contentType().equals(Optional.of("text/html")));
    assertThat(countsByDepth(pages)).isEqualTo(Map.of(0, 1L, 1, 152L, 2, 2466L, 3, 2177L));
  }

  @Test
  void theJakartaSitesRootAndIndexAreTwoUrlsWithOneBody() {
    Collection<Page> pages = JAKARTA_EE;

    assertThat(pages).extracting(Page::url).contains(ORIGIN + "/", ORIGIN + "/index.html");
    assertThat(distinctBodies(pages)).isEqualTo(4795);
  }

  @Test
  void theCommonsMathSiteHas4254PagesAnd2DeadLinks() {
    Collection<Page> pages = COMMONS_MATH;

    assertThat(pages).filteredOn(page -> page.status() == 200).hasSize(4254);
    assertThat(pages)
        .filteredOn(page -> page.status() == 404)
        .extracting(Page::url)
        .containsExactlyInAnyOrder(
            ORIGIN + "/org/apache/commons/math3/linear/",
            ORIGIN
                + "/org/apache/commons/math3/geometry/partitioning/utilities/"
                + "www.purists.org/georg/avltree/index.html");
    assertThat(countsByDepth(pages))
        .isEqualTo(Map.of(0, 1L, 1, 3L, 2, 1076L, 3, 2080L, 4, 1088L, 5, 8L));
  }

  @Test
  void theCommonsMathSiteHasOneFrameSetUnder2087Queries() {
    Collection<Page> pages = COMMONS_MATH;

    assertThat(pages)
        .filteredOn(page -> page.url().startsWith(ORIGIN + "/index.html?"))
        .hasSize(2087)
        .extracting(Page::sha256)
        .containsOnly(pages.iterator().next().sha256());
    assertThat(distinctBodies(pages)).isEqualTo(2167);
  }

  private static Collection<Page> pages(RealSites site) {
    return GroundTruth.of(SiteFiles.ofJar(site.jar()), ORIGIN, "/").pages().values();
  }

  private static long distinctBodies(Collection<Page> pages) {
    return pages.stream().map(Page::sha256).flatMap(Optional::stream).distinct().count();
  }

  private static Map<Integer, Long> countsByDepth(Collection<Page> pages) {
    return pages.stream()
        .collect(Collectors.groupingBy(Page::depth, TreeMap::new, Collectors.counting()));
  }
}
