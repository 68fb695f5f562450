package dev.trawl.scope;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A piece of a pattern, told by how it is written into {@link PatternNodes}. */
@FunctionalInterface
interface Fragment {
  /**
   * Appends the nodes of this piece, from its end to its beginning.
   *
   * @param next the node that follows when the piece is found
   * @return the node that the piece begins with
   */
  int append(PatternNodes nodes, int next) throws TooHardException;

  static Fragment chars(BitSet chars) {
    return (nodes, next) -> nodes.chars(chars, next);
  }

  static Fragment sequence(List<Fragment> parts) {
    return (nodes, next) -> {
      int first = next;
      for (int i = parts.size() - 1; i >= 0; i--) {
        first = parts.get(i).append(nodes, first);
      }
      return first;
    };
  }

  static Fragment choice(List<Fragment> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return (nodes, next) -> {
      List<Integer> ways = new ArrayList<>();
      for (Fragment part : parts) {
        ways.add(part.append(nodes, next));
      }
      return nodes.choice(ways);
    };
  }

  /** At least {@code min} times and for ever. */
  static Fragment atLeast(int min, Fragment part) {
    return (nodes, next) -> {
      List<Integer> ways = new ArrayList<>(List.of(next));
      int loop = nodes.choice(ways);
      ways.add(part.append(nodes, loop));
      return times(min, part).append(nodes, loop);
    };
  }

  static Fragment between(int min, int max, Fragment part) {
    return (nodes, next) -> {
      int first = next;
      for (int i = min; i < max; i++) {
        first = nodes.choice(List.of(part.append(nodes, first), next));
      }
      return times(min, part).append(nodes, first);
    };
  }

  private static Fragment times(int count, Fragment part) {
    return (nodes, next) -> {
      int first = next;
      for (int i = 0; i < count; i++) {
        // So that even a part without nodes is counted: these loops may stand in one another.
        first = nodes.choice(List.of(part.append(nodes, first)));
      }
      return first;
    };
  }
}
