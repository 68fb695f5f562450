package dev.trawl.scope;

import java.util.BitSet;

/** Sets of ASCII characters, each a new one that may be changed. */
final class CharacterSets {
  static final int SIZE = 128;

  private CharacterSets() {}

  static BitSet of(char c) {
    return range(c, c);
  }

  static BitSet digits() {
    return range('0', '9');
  }

  static BitSet words() {
    BitSet words = digits();
    words.or(range('A', 'Z'));
    words.or(range('a', 'z'));
    words.set('_');
    return words;
  }

  /** RE2's, which do not have the vertical tab. */
  static BitSet spaces() {
    BitSet spaces = of(' ');
    "\t\n\f\r".chars().forEach(spaces::set);
    return spaces;
  }

  static BitSet not(BitSet set) {
    set.flip(0, SIZE);
    return set;
  }

  static void addOtherCase(BitSet set) {
    for (char upper = 'A'; upper <= 'Z'; upper++) {
      int lower = upper | 0x20;
      boolean either = set.get(upper) || set.get(lower);
      set.set(upper, either);
      set.set(lower, either);
    }
  }

  private static BitSet range(char first, char last) {
    BitSet set = new BitSet(SIZE);
    set.set(first, last + 1);
    return set;
  }
}
