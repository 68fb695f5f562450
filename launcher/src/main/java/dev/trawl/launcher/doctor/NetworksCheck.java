package dev.trawl.launcher.doctor;

import java.util.List;
import java.util.stream.Stream;

/** Whether {@code TRAWL_ALLOWED_NETWORKS} lets crawled pages lead into networks of one's own. */
final class NetworksCheck implements Check {

  private static final String SUBJECT = "networks";
  private static final int WIDEST_IPV4 = 8;
  private static final int WIDEST_IPV6 = 7;

  @Override
  public List<Finding> look(Deployment deployment) {
    return List.of(judge(deployment.variable("TRAWL_ALLOWED_NETWORKS")));
  }

  static Finding judge(String networks) {
    List<String> wide =
        Stream.of(networks.strip().split("[,\\s]+", -1)).filter(NetworksCheck::isWide).toList();
    if (!wide.isEmpty()) {
      return Finding.warning(
          SUBJECT,
          "TRAWL_ALLOWED_NETWORKS has "
              + String.join(", ", wide)
              + ": any page may make us ask servers that are not public",
          "name the networks that are to be crawled, and no more");
    }
    return Finding.ok(
        SUBJECT,
        networks.isBlank() ? "public addresses only" : "public addresses, and " + networks.strip());
  }

  private static boolean isWide(String network) {
    int slash = network.indexOf('/');
    return slash > 0
        && Integer.parseInt(network.substring(slash + 1))
            < (network.contains(":") ? WIDEST_IPV6 : WIDEST_IPV4);
  }
}
