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
  /**
   * That the database has heard of a URL. Without the URL itself, which may be long: a transaction
   * gathers these of all that it offers.
   *
   * @param value the less, the more is known: in scope before kept out, near before far
   */
  public record Heard(UUID id, int value) {
    static Heard of(Candidate candidate) {
      int depth = candidate.depth();
      return new Heard(
          candidate.id(), candidate.rule().isEmpty() ? depth - Integer.MAX_VALUE : depth);
    }
  }

  private final Cache<UUID, Integer> depths = Caffeine.newBuilder().maximumSize(400_000).build();

  /**
   * Whether offering this would change nothing: a shorter path would, and being in scope now would.
   */
  public boolean knows(Candidate candidate) {
    Integer known = depths.getIfPresent(candidate.id());
    return known != null && known <= Heard.of(candidate).value();
  }

  /** Remembers what was committed. */
  public void learn(Collection<Heard> offered) {
    for (Heard heard : offered) {
      depths.asMap().merge(heard.id(), heard.value(), Math::min);
    }
  }

  /** Forgets the URLs of a job that has ended. */
  public void forget(int job) {
    depths.asMap().keySet().removeIf(id -> UrlId.jobNumber(id) == job);
  }
}
