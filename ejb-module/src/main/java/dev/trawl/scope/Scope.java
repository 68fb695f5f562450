package dev.trawl.scope;

import dev.trawl.url.CrawlUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which URLs belong to a job: the rules of its {@link ScopeSpec}, in order. Immutable. */
public final class Scope {
  private static final Decision NO_OBJECTION = Decision.accept("default");

  private final List<Rule> rules;

  private Scope(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * Compiles the scope of a job.
   *
   * @param seeds are always accepted
   * @param redirectTargets where seeds were redirected to; they count as seeds for {@code within},
   *     and for nothing else
   * @throws IllegalArgumentException for a pattern that is no RE2 pattern, or a file type that is
   *     none; the message has it and the reason
   */
  public static Scope of(
      ScopeSpec spec, Collection<CrawlUrl> seeds, Collection<CrawlUrl> redirectTargets) {
    List<CrawlUrl> anchors = Stream.concat(seeds.stream(), redirectTargets.stream()).toList();
    List<Rule> rules = new ArrayList<>();
    rules.add(seed(Set.copyOf(seeds)));
    rules.add(exclude(PatternList.compile(spec.exclude())));
    rules.add(WithinRule.of(spec.within(), anchors));
    rules.add(FileTypesRule.of(spec.excludeTypes()));
    rules.addAll(TrapRules.of(spec.traps()));
    rules.add(include(PatternList.compile(spec.include())));
    rules.add(maxDepth(spec.maxDepth()));
    return new Scope(List.copyOf(rules));
  }

  /**
   * What is wrong with a pattern of {@code include} or {@code exclude}; empty if it is a valid one.
   */
  public static Optional<String> problem(String pattern) {
    return PatternList.problem(pattern);
  }

  /** What is wrong with an entry of {@code excludeTypes}; empty if it is a valid one. */
  public static Optional<String> typeProblem(String type) {
    return FileTypesRule.problem(type);
  }

  /**
   * Whether the URL belongs to the job.
   *
   * @param depth links from a seed, on the shortest path known; 0 for a seed
   */
  public Decision decide(CrawlUrl url, int depth) {
    for (Rule rule : rules) {
      Optional<Decision> decision = rule.ask(url, depth);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    return NO_OBJECTION;
  }

  private static Rule seed(Set<CrawlUrl> seeds) {
    Optional<Decision> accepted = Optional.of(Decision.accept("seed"));
    return (url, depth) -> seeds.contains(url) ? accepted : Optional.empty();
  }

  private static Rule exclude(PatternList patterns) {
    return (url, depth) ->
        patterns.firstFound(url).map(pattern -> Decision.reject("exclude", pattern));
  }

  private static Rule include(PatternList patterns) {
    Optional<Decision> rejected = Optional.of(Decision.reject("include", "no pattern found"));
    boolean abstains = patterns.isEmpty();
    return (url, depth) ->
        abstains || patterns.firstFound(url).isPresent() ? Optional.empty() : rejected;
  }

  private static Rule maxDepth(int maxDepth) {
    Optional<Decision> rejected =
        Optional.of(Decision.reject("maxDepth", Integer.toString(maxDepth)));
    return (url, depth) -> depth > maxDepth ? rejected : Optional.empty();
  }
}
