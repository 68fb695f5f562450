package dev.trawl.launcher.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The machine's memory against what the parts on it may take. */
final class MemoryCheck implements Check {

  private static final String SUBJECT = "memory";

  /** Beside the heap: metaspace, compiled code, stacks. */
  private static final long NODE_BESIDE_HEAP = 450L << 20;

  private static final long BROKER = 700L << 20;
  private static final long DATABASE = 512L << 20;

  @Override
  public List<Finding> look(Deployment deployment) {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
      return List.of(Finding.skipped(SUBJECT, "this Java does not tell how much there is"));
    }
    return List.of(judge(system.getTotalMemorySize(), needed(deployment)));
  }

  private static long needed(Deployment deployment) {
    long nodes = deployment.stack().addresses().size();
    long brokers = deployment.stack().consoleAddresses().size();
    long database = deployment.settings().database().isPresent() ? 0 : DATABASE;
    return nodes * (deployment.settings().heapBytes() + NODE_BESIDE_HEAP)
        + brokers * BROKER
        + database;
  }

  static Finding judge(long total, long needed) {
    String sentence =
        "the parts on this machine take up to " + Size.of(needed) + " of " + Size.of(total);
    return needed > total * 9 / 10
        ? Finding.warning(
            SUBJECT,
            sentence,
            "set TRAWL_HEAP lower, or move parts to other machines, before one is killed for it")
        : Finding.ok(SUBJECT, sentence);
  }
}
