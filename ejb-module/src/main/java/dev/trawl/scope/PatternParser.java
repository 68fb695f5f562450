package dev.trawl.scope;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads the RE2 syntax that patterns for URLs usually have: characters, classes, groups without
 * names, choices, repetitions, both anchors, and {@code (?i)} at the beginning. All else is too
 * hard, be it only unclear. A pattern must have been found to be valid by the RE2 library.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>
 */
final class PatternParser {
  /** Groups are parsed recursively. */
  private static final int LONGEST = 1_000;

  private static final int UNBOUNDED = -1;
  private static final String IGNORE_CASE = "(?i)";

  private final String pattern;
  private final boolean ignoresCase;
  private int at;

  private PatternParser(String pattern) {
    this.pattern = pattern;
    ignoresCase = pattern.startsWith(IGNORE_CASE);
    at = ignoresCase ? IGNORE_CASE.length() : 0;
  }

  static Fragment parse(String pattern) throws TooHardException {
    if (pattern.length() > LONGEST) {
      throw new TooHardException("longer than " + LONGEST);
    }
    PatternParser parser = new PatternParser(pattern);
    Fragment whole = parser.choice();
    if (!parser.isAtEnd()) {
      throw parser.tooHard();
    }
    return whole;
  }

  private Fragment choice() throws TooHardException {
    List<Fragment> parts = new ArrayList<>();
    do {
      parts.add(sequence());
    } while (take('|'));
    return Fragment.choice(parts);
  }

  private Fragment sequence() throws TooHardException {
    List<Fragment> parts = new ArrayList<>();
    while (!isAtEnd() && !isNext("|)")) {
      parts.add(repeated(one()));
    }
    return Fragment.sequence(parts);
  }

  /** Whether as much or as little as possible is wanted does not matter to whether it is found. */
  private Fragment repeated(Fragment one) throws TooHardException {
    if (!isNext("*+?{")) {
      return one;
    }
    Fragment repeated =
        switch (take()) {
          case '*' -> Fragment.atLeast(0, one);
          case '+' -> Fragment.atLeast(1, one);
          case '?' -> Fragment.between(0, 1, one);
          default -> counted(one);
        };
    take('?');
    if (isNext("*+?{")) {
      throw tooHard();
    }
    return repeated;
  }

  private Fragment counted(Fragment one) throws TooHardException {
    int min = number();
    int max = min;
    if (take(',')) {
      max = isNext("}") ? UNBOUNDED : number();
    }
    expect('}');
    return max == UNBOUNDED ? Fragment.atLeast(min, one) : Fragment.between(min, max, one);
  }

  private int number() throws TooHardException {
    int from = at;
    while (isNext("0123456789")) {
      at++;
    }
    if (at == from || at - from > 4) {
      throw tooHard();
    }
    return Integer.parseInt(pattern, from, at, 10);
  }

  private Fragment one() throws TooHardException {
    char c = take();
    return switch (c) {
      case '(' -> group();
      case '[' -> Fragment.chars(bracket());
      case '^' -> PatternNodes::startOfText;
      case '$' -> PatternNodes::endOfText;
      case '.' -> Fragment.chars(CharacterSets.not(CharacterSets.of('\n')));
      case '\\' -> Fragment.chars(withBothCases(escaped()));
      case '*', '+', '?', '{' -> throw tooHard();
      default -> Fragment.chars(withBothCases(literal(c)));
    };
  }

  private Fragment group() throws TooHardException {
    if (take('?')) {
      expect(':');
    }
    Fragment inside = choice();
    expect(')');
    return inside;
  }

  /** What stands between brackets. A "-" is a range's unless it is the last. */
  private BitSet bracket() throws TooHardException {
    boolean negated = take('^');
    BitSet set = new BitSet();
    do {
      BitSet from = inBracket();
      if (isNext("-") && !pattern.startsWith("-]", at)) {
        at++;
        BitSet to = inBracket();
        if (from.cardinality() != 1 || to.cardinality() != 1) {
          throw tooHard();
        }
        from.set(from.nextSetBit(0), to.nextSetBit(0) + 1);
      }
      set.or(from);
    } while (!take(']'));
    withBothCases(set);
    return negated ? CharacterSets.not(set) : set;
  }

  private BitSet inBracket() throws TooHardException {
    char c = take();
    if (c == '[' || c == ']') {
      throw tooHard();
    }
    return c == '\\' ? escaped() : literal(c);
  }

  private BitSet escaped() throws TooHardException {
    char c = take();
    return switch (c) {
      case 'd' -> CharacterSets.digits();
      case 'D' -> CharacterSets.not(CharacterSets.digits());
      case 's' -> CharacterSets.spaces();
      case 'S' -> CharacterSets.not(CharacterSets.spaces());
      case 'w' -> CharacterSets.words();
      case 'W' -> CharacterSets.not(CharacterSets.words());
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw tooHard();
        }
        yield literal(c);
      }
    };
  }

  private BitSet literal(char c) throws TooHardException {
    if (c >= CharacterSets.SIZE) {
      throw tooHard();
    }
    return CharacterSets.of(c);
  }

  private BitSet withBothCases(BitSet set) {
    if (ignoresCase) {
      CharacterSets.addOtherCase(set);
    }
    return set;
  }

  private boolean isAtEnd() {
    return at == pattern.length();
  }

  private boolean isNext(String characters) {
    return !isAtEnd() && characters.indexOf(pattern.charAt(at)) >= 0;
  }

  private char take() throws TooHardException {
    if (isAtEnd()) {
      throw tooHard();
    }
    return pattern.charAt(at++);
  }

  private boolean take(char c) {
    boolean taken = !isAtEnd() && pattern.charAt(at) == c;
    at += taken ? 1 : 0;
    return taken;
  }

  private void expect(char c) throws TooHardException {
    if (!take(c)) {
      throw tooHard();
    }
  }

  private TooHardException tooHard() {
    return new TooHardException(pattern + " at " + at);
  }
}
