package dev.trawl.ra;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node does in the crawl. */
enum Role {
  API,
  FETCH,
  PROCESS;

  /** Where documents wait, for nodes of that role that have the extractor. */
  static final String DOCUMENTS = "trawl.documents";

  /** Whose consumers a destination is for; empty if it is everybody's. */
  static Optional<Role> consuming(String destination) {
    return switch (destination) {
      case "trawl.crawl", "trawl.events" -> Optional.of(API);
      case "trawl.fetch" -> Optional.of(FETCH);
      case "trawl.results::store", DOCUMENTS -> Optional.of(PROCESS);
      default -> Optional.empty();
    };
  }

  /**
   * Reads a list such as {@code api,fetch}.
   *
   * @throws IllegalArgumentException if one is unknown
   */
  static Set<Role> parse(String list) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : list.split(",", -1)) {
      roles.add(named(name.strip()));
    }
    return Collections.unmodifiableSet(roles);
  }

  private static Role named(String name) {
    return Arrays.stream(values())
        .filter(role -> role.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "TRAWL_ROLES names the role \"" + name + "\"; there are " + known() + "."));
  }

  private static String known() {
    return Arrays.stream(values()).map(Role::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
