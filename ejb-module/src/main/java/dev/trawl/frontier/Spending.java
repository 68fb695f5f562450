package dev.trawl.frontier;

/**
 * What has been taken of a budget, or how that changes.
 *
 * @param reserved URLs that are leased to be requested for the first time
 * @param requested URLs that were requested, however often
 */
record Spending(long reserved, long requested) {
  static final Spending NONE = new Spending(0, 0);

  Spending plus(Spending other) {
    return new Spending(reserved + other.reserved, requested + other.requested);
  }

  long taken() {
    return reserved + requested;
  }
}
