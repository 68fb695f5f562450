package dev.trawl.frontier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trawl.url.UrlId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;

/**
 * URLs of which the database is known to have heard, with the depth that it knows: most links of a
 * page lead to such, and need not be offered again. Filled after a commit only, so that a rollback
 * leaves nothing wrong behind.
 */
@ApplicationScoped
public class KnownUrls {
  private final Cache<UUID, Integer> depths = Caffeine.newBuilder().maximumSize(400_000).build();

  /**
   * Whether offering this would change nothing: a shorter path would, and being in scope now would.
   */
  public boolean knows(Candidate candidate) {
    Integer known = depths.getIfPresent(candidate.id());
    return known != null && known <= value(candidate);
  }

  /** Remembers what was committed. */
  public void learn(Collection<Candidate> offered) {
    for (Candidate candidate : offered) {
      depths.asMap().merge(candidate.id(), value(candidate), Math::min);
    }
  }

  /** Forgets the URLs of a job that has ended. */
  public void forget(int job) {
    depths.asMap().keySet().removeIf(id -> UrlId.jobNumber(id) == job);
  }

  /** The less, the more is known: in scope before kept out, near before far. */
  private static int value(Candidate candidate) {
    return candidate.rule().isEmpty() ? candidate.depth() - Integer.MAX_VALUE : candidate.depth();
  }
}
