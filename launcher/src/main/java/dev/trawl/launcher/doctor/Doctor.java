package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.Settings;
import dev.trawl.launcher.part.Stack;
import java.util.List;

/** Examines a deployment. */
public final class Doctor {

  /** From the ground up: what comes later may be wrong because of what comes before. */
  private static final List<Check> CHECKS =
      List.of(
          new JavaCheck(),
          new FolderCheck(),
          new SpaceCheck(),
          new MemoryCheck(),
          new PartsCheck(),
          new ListenCheck(),
          new DatabaseCheck(),
          new BrokerCheck(),
          new ApiCheck(),
          new NodesCheck(),
          new QueuesCheck(),
          new NetworksCheck(),
          new ProxiesCheck(),
          new ContactCheck());

  private Doctor() {}

  /** All findings, what is in order among them. */
  public static List<Finding> examine(Settings settings, Stack stack) {
    Deployment deployment = Deployment.of(settings, stack);
    return CHECKS.stream().flatMap(check -> check.look(deployment).stream()).toList();
  }
}
