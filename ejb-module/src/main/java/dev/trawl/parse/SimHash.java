package dev.trawl.parse;

import java.util.OptionalLong;

/**
 * A fingerprint of a text, by SimHash (Charikar 2002): each bit is what most of the text's features
 * have there, so that texts with mostly the same features differ in few bits. Features are pairs of
 * neighbouring words, whatever their case.
 */
final class SimHash {
  /** In fewer words too little is said for a likeness to mean something. */
  static final int LEAST_WORDS = 20;

  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long FNV_BASIS = 0xcbf29ce484222325L;

  private static final char NONE = 0;

  /** What the most characters count as: looked up, since every page's text goes through here. */
  private static final char[] LATIN_1 = latin1();

  /**
   * How many features have a bit: the first plane has the ones of all 64 counts, the next the twos.
   */
  private final long[] planes = new long[Integer.SIZE];

  private int words;
  private long before;
  private long word = FNV_BASIS;

  /** Takes a part of the text; no word goes on in the next. */
  void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < LATIN_1.length) {
        addLatin1(c);
      } else if (isWordByItself(c)) {
        endWord();
        append(c);
        endWord();
      } else if (Character.isLetterOrDigit(c)) {
        append(Character.toLowerCase(c));
      } else {
        endWord();
      }
    }
    endWord();
  }

  private void addLatin1(char c) {
    char letter = LATIN_1[c];
    if (letter == NONE) {
      endWord();
    } else {
      append(letter);
    }
  }

  private static char[] latin1() {
    char[] letters = new char[256];
    for (char c = 0; c < letters.length; c++) {
      letters[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : NONE;
    }
    return letters;
  }

  /** Chinese and Japanese are written without spaces. Halves of pairs are mostly Chinese too. */
  private static boolean isWordByItself(char c) {
    return c >= '\u3040'
        && (c <= '\u9fff' || Character.isSurrogate(c) || (c >= '\uf900' && c <= '\ufaff'));
  }

  /** FNV-1a, on characters. */
  private void append(char c) {
    word = (word ^ c) * FNV_PRIME;
  }

  private void endWord() {
    if (word == FNV_BASIS) {
      return;
    }
    if (words > 0) {
      count(mixed(before * FNV_PRIME + word));
    }
    before = word;
    word = FNV_BASIS;
    words++;
  }

  /** Each bit of the result depends on all (the end of SplitMix64). */
  private static long mixed(long hash) {
    long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Adds to all 64 counts at once, as one would add on paper. */
  private void count(long bits) {
    long carry = bits;
    for (int i = 0; carry != 0; i++) {
      long sum = planes[i] ^ carry;
      carry &= planes[i];
      planes[i] = sum;
    }
  }

  /** The fingerprint; none of a text of fewer than 20 words. */
  OptionalLong value() {
    if (words < LEAST_WORDS) {
      return OptionalLong.empty();
    }
    long value = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if (2 * count(bit) > words - 1) {
        value |= 1L << bit;
      }
    }
    return OptionalLong.of(value);
  }

  private long count(int bit) {
    long count = 0;
    for (int i = 0; i < planes.length; i++) {
      count |= ((planes[i] >>> bit) & 1) << i;
    }
    return count;
  }
}
