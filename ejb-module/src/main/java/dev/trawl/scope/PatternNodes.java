package dev.trawl.scope;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Patterns as a nondeterministic automaton (Thompson's), all of them in one. The nodes of each
 * pattern stand together, in the order of the patterns.
 */
final class PatternNodes {
  /** A usual pattern has some twenty. */
  private static final int MOST = 500;

  private enum Kind {
    CHARS,
    CHOICE,
    START_OF_TEXT,
    END_OF_TEXT,
    FOUND
  }

  /**
   * One node.
   *
   * @param chars those that lead on, for CHARS only
   * @param next what can follow; for FOUND the number of the pattern
   */
  private record Node(Kind kind, BitSet chars, List<Integer> next) {}

  /**
   * Where the search stands after some characters.
   *
   * @param waiting the nodes that need a character or the end of the text; none if nothing that
   *     follows changes what is found
   * @param found the first pattern, in the order of the list, of those found so far; the number of
   *     patterns if none is
   */
  record State(BitSet waiting, int found) {}

  private final List<Node> nodes = new ArrayList<>();
  private final List<Integer> entries = new ArrayList<>();

  /** For each pattern, and for the one that would follow, the first node it has. */
  private final List<Integer> firstNodes = new ArrayList<>(List.of(0));

  void add(Fragment pattern) throws TooHardException {
    int found = add(Kind.FOUND, new BitSet(), List.of(entries.size()));
    entries.add(pattern.append(this, found));
    firstNodes.add(nodes.size());
  }

  int chars(BitSet chars, int next) throws TooHardException {
    return add(Kind.CHARS, chars, List.of(next));
  }

  /** The list may be filled later. */
  int choice(List<Integer> next) throws TooHardException {
    return add(Kind.CHOICE, new BitSet(), next);
  }

  int startOfText(int next) throws TooHardException {
    return add(Kind.START_OF_TEXT, new BitSet(), List.of(next));
  }

  int endOfText(int next) throws TooHardException {
    return add(Kind.END_OF_TEXT, new BitSet(), List.of(next));
  }

  private int add(Kind kind, BitSet chars, List<Integer> next) throws TooHardException {
    if (nodes.size() == MOST) {
      throw new TooHardException("more than " + MOST + " nodes");
    }
    nodes.add(new Node(kind, chars, next));
    return nodes.size() - 1;
  }

  /** The nodes that a character leads on from: characters with the same nodes are as one. */
  BitSet leadingOn(int c) {
    BitSet leading = new BitSet();
    for (int i = 0; i < nodes.size(); i++) {
      leading.set(i, nodes.get(i).chars().get(c));
    }
    return leading;
  }

  State start() {
    BitSet reached = new BitSet();
    entries.forEach(entry -> reach(entry, Kind.START_OF_TEXT, reached));
    return state(reached, entries.size());
  }

  /** Where a character leads; a pattern may also begin behind it. */
  State step(State from, int c) {
    BitSet reached = new BitSet();
    BitSet waiting = from.waiting();
    for (int i = waiting.nextSetBit(0); i >= 0; i = waiting.nextSetBit(i + 1)) {
      Node node = nodes.get(i);
      if (node.chars().get(c)) {
        reach(node.next().get(0), Kind.CHOICE, reached);
      }
    }
    for (int entry : entries.subList(0, from.found())) {
      reach(entry, Kind.CHOICE, reached);
    }
    return state(reached, from.found());
  }

  /** What is found if the text, which is not empty, ends here. */
  int foundAtEnd(State from) {
    BitSet reached = new BitSet();
    from.waiting().stream()
        .filter(node -> nodes.get(node).kind() == Kind.END_OF_TEXT)
        .forEach(node -> reach(node, Kind.END_OF_TEXT, reached));
    return state(reached, from.found()).found();
  }

  /** Goes as far as it goes without a character; {@code place} is the assertion that holds here. */
  private void reach(int from, Kind place, BitSet reached) {
    if (reached.get(from)) {
      return;
    }
    reached.set(from);
    Node node = nodes.get(from);
    if (node.kind() == Kind.CHOICE || node.kind() == place) {
      for (int next : node.next()) {
        reach(next, place, reached);
      }
    }
  }

  /** Patterns that come behind one that is found need not be followed, nor that one itself. */
  private State state(BitSet reached, int foundBefore) {
    int found = foundBefore;
    BitSet waiting = new BitSet();
    int end = firstNodes.get(found);
    for (int i = reached.nextSetBit(0); i >= 0 && i < end; i = reached.nextSetBit(i + 1)) {
      Node node = nodes.get(i);
      if (node.kind() == Kind.FOUND) {
        found = node.next().get(0);
        end = firstNodes.get(found);
        waiting.clear(end, i);
      } else if (node.kind() != Kind.CHOICE && node.kind() != Kind.START_OF_TEXT) {
        waiting.set(i);
      }
    }
    return new State(waiting, found);
  }
}
