package dev.trawl.scope;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.trawl.url.CrawlUrl;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rejects what is too far from the seeds. */
final class WithinRule {
  private WithinRule() {}

  static Rule of(Within within, Collection<CrawlUrl> anchors) {
    Predicate<CrawlUrl> near =
        switch (within) {
          case HOST -> sameHost(anchors);
          case DOMAIN -> sameDomain(anchors);
          case PREFIX -> sameFolder(anchors);
          case ANY -> url -> true;
        };
    Optional<Decision> rejected = Optional.of(Decision.reject("within", within.wireName()));
    return (url, depth) -> near.test(url) ? Optional.empty() : rejected;
  }

  /** The authority leaves the default port of either scheme out, and so is the same for both. */
  private static Predicate<CrawlUrl> sameHost(Collection<CrawlUrl> anchors) {
    Set<String> hosts = anchors.stream().map(CrawlUrl::authority).collect(toUnmodifiableSet());
    return url -> hosts.contains(url.authority());
  }

  private static Predicate<CrawlUrl> sameDomain(Collection<CrawlUrl> anchors) {
    Set<String> domains = anchors.stream().map(WithinRule::domain).collect(toUnmodifiableSet());
    return url -> domains.contains(domain(url));
  }

  private static String domain(CrawlUrl url) {
    return RegisteredDomain.of(url.host());
  }

  private static Predicate<CrawlUrl> sameFolder(Collection<CrawlUrl> anchors) {
    Map<String, Set<String>> folders =
        anchors.stream()
            .collect(groupingBy(CrawlUrl::authority, mapping(CrawlUrl::folder, toSet())));
    return url -> {
      String path = url.path();
      return folders.getOrDefault(url.authority(), Set.of()).stream().anyMatch(path::startsWith);
    };
  }
}
