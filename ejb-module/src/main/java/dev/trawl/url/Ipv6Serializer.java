package dev.trawl.url;

/**
 * The IPv6 serialiser of the URL Standard, section 3.6, which is RFC 5952 but for dotted decimals.
 */
final class Ipv6Serializer {
  private Ipv6Serializer() {}

  static String serialise(int[] pieces) {
    int compressed = longestZeros(pieces);
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < 8; i++) {
      if (i == compressed) {
        out.append(i == 0 ? "::" : ":");
        i += zerosAt(pieces, i) - 1;
        continue;
      }
      out.append(Integer.toHexString(pieces[i]));
      if (i < 7) {
        out.append(':');
      }
    }
    return out.append(']').toString();
  }

  /** Where the first longest run of two or more zero pieces begins, or -1. */
  private static int longestZeros(int[] pieces) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int zeros = zerosAt(pieces, i);
      if (zeros > length) {
        best = i;
        length = zeros;
      }
    }
    return best;
  }

  private static int zerosAt(int[] pieces, int from) {
    int end = from;
    while (end < 8 && pieces[end] == 0) {
      end++;
    }
    return end - from;
  }
}
