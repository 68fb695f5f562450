package dev.trawl.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Free ports of the loopback address. */
public final class Ports {

  /**
   * Below the range that the system takes for outgoing connections: a killed part needs its port
   * again.
   */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_000;
  private static final int TRIES = 1000;

  private Ports() {}

  /** So many different ports that were free a moment ago. */
  public static List<Integer> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < TRIES && held.size() < count; i++) {
        int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        try {
          held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
          // Taken: the next one.
        }
      }
      if (held.size() < count) {
        throw new IllegalStateException("No " + count + " free ports after " + TRIES + " tries");
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      held.forEach(Ports::close);
    }
  }

  /** The first of so many ports in a row that were free a moment ago. */
  public static int freeInARow(int count) {
    for (int i = 0; i < TRIES; i++) {
      int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
      if (IntStream.range(first, first + count).allMatch(Ports::isFree)) {
        return first;
      }
    }
    throw new IllegalStateException(
        "No " + count + " free ports in a row after " + TRIES + " tries");
  }

  /** So many different ports that were free a moment ago, and of each the next one too. */
  public static List<Integer> pairs(int count) {
    List<Integer> lower = new ArrayList<>();
    for (int i = 0; i < TRIES && lower.size() < count; i++) {
      int port = free(1).get(0);
      if (isFree(port + 1) && lower.stream().allMatch(other -> Math.abs(other - port) > 1)) {
        lower.add(port);
      }
    }
    if (lower.size() < count) {
      throw new IllegalStateException("No " + count + " free pairs after " + TRIES + " tries");
    }
    return lower;
  }

  private static boolean isFree(int port) {
    try (ServerSocket held = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return held.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
