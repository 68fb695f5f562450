package dev.trawl.bench;

/**
 * One request to one of many hosts, and its answer; all times are of one process's {@link
 * System#nanoTime}.
 *
 * @param host the number of the host
 * @param robots whether robots.txt was asked for
 * @param start nanoseconds, when the request arrived
 * @param end nanoseconds, just before the last byte of the answer was handed to the system: nobody
 *     had it earlier
 */
record Visit(int host, boolean robots, long start, long end) {

  /** As {@link HostServer} tells of it. */
  String line() {
    return host + " " + robots + " " + start + " " + end;
  }

  static Visit ofLine(String line) {
    String[] fields = line.split(" ", -1);
    return new Visit(
        Integer.parseInt(fields[0]),
        Boolean.parseBoolean(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]));
  }
}
