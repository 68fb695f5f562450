package dev.trawl.scope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for several patterns at once: a deterministic automaton, one step a character, however many
 * patterns there are. RE2/J has none and follows all ways of a pattern with each character, which
 * takes a microsecond or two for one pattern and one URL. All states are found beforehand and not
 * while it searches, so that it is immutable.
 */
final class PatternAutomaton {
  /** Of the table, each of four bytes. Five usual patterns need less than half of them. */
  private static final int MOST_ENTRIES = 1 << 14;

  /** By character; those between which no pattern makes a difference have the same. */
  private final int[] columns;

  /** A row for each state; an entry is the beginning of a row, or the complement of an answer. */
  private final int[] table;

  private final int start;
  private final int width;

  /** By row: what is found if the text ends there. */
  private final int[] atEnd;

  /** The patterns and, behind them, nothing. */
  private final List<Optional<String>> answers;

  private PatternAutomaton(List<String> patterns, Builder built) {
    columns = built.columns;
    width = built.samples.size();
    table = built.rows.stream().flatMapToInt(Arrays::stream).toArray();
    start = built.start;
    atEnd = built.states.stream().mapToInt(built.nodes::foundAtEnd).toArray();
    answers = Stream.concat(patterns.stream().map(Optional::of), Stream.of(none())).toList();
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  /**
   * The automaton of valid RE2 patterns.
   *
   * @throws TooHardException if one of them has unusual syntax, or if all together would become too
   *     large
   */
  static PatternAutomaton of(List<String> patterns) throws TooHardException {
    PatternNodes nodes = new PatternNodes();
    for (String pattern : patterns) {
      nodes.add(PatternParser.parse(pattern));
    }
    return new PatternAutomaton(patterns, new Builder(nodes));
  }

  /**
   * The first of the patterns, in the order of the list, that is found anywhere in the text.
   *
   * @param text ASCII, not empty
   */
  Optional<String> firstFound(String text) {
    int state = start;
    for (int i = 0; i < text.length() && state >= 0; i++) {
      state = table[state + columns[text.charAt(i)]];
    }
    return answers.get(state < 0 ? ~state : atEnd[state / width]);
  }

  /** The subset construction: a state is the set of all nodes that wait at the same time. */
  private static final class Builder {
    private final PatternNodes nodes;
    private final int[] columns = new int[CharacterSets.SIZE];

    /** One character for each column. */
    private final List<Integer> samples = new ArrayList<>();

    private final Map<PatternNodes.State, Integer> numbers = new HashMap<>();
    private final List<PatternNodes.State> states = new ArrayList<>();
    private final List<int[]> rows = new ArrayList<>();
    private final int start;

    private Builder(PatternNodes nodes) throws TooHardException {
      this.nodes = nodes;
      findColumns();
      start = entry(nodes.start());
      while (rows.size() < states.size()) {
        rows.add(row(states.get(rows.size())));
      }
    }

    private void findColumns() {
      Map<BitSet, Integer> known = new HashMap<>();
      for (int c = 0; c < CharacterSets.SIZE; c++) {
        BitSet leadingOn = nodes.leadingOn(c);
        if (!known.containsKey(leadingOn)) {
          known.put(leadingOn, samples.size());
          samples.add(c);
        }
        columns[c] = known.get(leadingOn);
      }
    }

    private int[] row(PatternNodes.State state) throws TooHardException {
      int[] row = new int[samples.size()];
      for (int column = 0; column < row.length; column++) {
        row[column] = entry(nodes.step(state, samples.get(column)));
      }
      return row;
    }

    private int entry(PatternNodes.State state) throws TooHardException {
      if (state.waiting().isEmpty()) {
        return ~state.found();
      }
      Integer known = numbers.get(state);
      if (known != null) {
        return known;
      }
      int entry = states.size() * samples.size();
      if (entry + samples.size() > MOST_ENTRIES) {
        throw new TooHardException("more than " + MOST_ENTRIES + " entries");
      }
      numbers.put(state, entry);
      states.add(state);
      return entry;
    }
  }
}
