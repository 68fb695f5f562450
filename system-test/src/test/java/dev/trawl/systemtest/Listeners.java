package dev.trawl.systemtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets on which a process listens, as Linux tells. */
final class Listeners {

  private static final String LISTEN = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /**
   * A socket; its address as in {@code /proc/net/tcp}: hexadecimal, each 32 bits in the machine's
   * byte order.
   */
  record Listener(String address, int port) {

    boolean isLoopback() {
      boolean v4 = address.length() == 8 && address.endsWith("7F");
      boolean v6 = address.equals("00000000000000000000000001000000");
      boolean mapped = address.startsWith("0000000000000000FFFF0000") && address.endsWith("7F");
      return v4 || v6 || mapped;
    }
  }

  private Listeners() {}

  static Set<Listener> of(long pid) throws IOException {
    Set<String> inodes = inodes(pid);
    Set<Listener> listeners = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      if (Files.exists(Path.of(table))) {
        Files.readAllLines(Path.of(table)).stream()
            .skip(1)
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields[STATE].equals(LISTEN) && inodes.contains(fields[INODE]))
            .map(fields -> listener(fields[ADDRESS]))
            .forEach(listeners::add);
      }
    }
    return listeners;
  }

  private static Listener listener(String hexadecimal) {
    String[] parts = hexadecimal.split(":", 2);
    return new Listener(parts[0], Integer.parseInt(parts[1], 16));
  }

  private static Set<String> inodes(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        }
      }
    }
    return inodes;
  }
}
