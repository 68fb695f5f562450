package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.PartStatus;
import dev.trawl.launcher.part.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether anything answers to other machines. */
final class ListenCheck implements Check {

  private static final String SUBJECT = "addresses";
  private static final int MILLISECONDS = 300;

  @Override
  public List<Finding> look(Deployment deployment) {
    List<String> open = new ArrayList<>();
    for (PartStatus part : deployment.stack().status()) {
      for (String listens : part.listens()) {
        int port = Integer.parseInt(listens.substring(listens.lastIndexOf(':') + 1));
        addresses()
            .filter(address -> answers(address, port))
            .map(address -> part.part() + " on " + address.getHostAddress() + ":" + port)
            .forEach(open::add);
      }
    }
    return judge(open, wide(deployment.settings()));
  }

  /**
   * @param open what answers to others
   * @param wanted whether the application was told to
   */
  static List<Finding> judge(List<String> open, boolean wanted) {
    List<Finding> findings = new ArrayList<>();
    for (String one : open) {
      boolean told = wanted && one.startsWith("application");
      findings.add(
          told
              ? Finding.warning(
                  SUBJECT,
                  one + " answers to other machines, without TLS and with one token for all",
                  "let only a proxy with TLS get there, as docs/operations.md shows")
              : Finding.problem(
                  SUBJECT,
                  one + " answers to other machines",
                  "close that port by a firewall, and find out who opened it"));
    }
    return findings.isEmpty()
        ? List.of(Finding.ok(SUBJECT, "nothing answers to other machines"))
        : findings;
  }

  private static boolean wide(Settings settings) {
    try {
      return !InetAddress.getByName(settings.httpHost()).isLoopbackAddress();
    } catch (IOException e) {
      return true;
    }
  }

  /** Of this machine, as others know it. */
  private static Stream<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress());
    } catch (SocketException e) {
      return Stream.empty();
    }
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), MILLISECONDS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
