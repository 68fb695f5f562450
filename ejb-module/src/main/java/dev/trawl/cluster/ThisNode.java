package dev.trawl.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This process among the nodes. */
@ApplicationScoped
public class ThisNode {
  private final UUID incarnation = UUID.randomUUID();

  /** Names this process, and no other one before or after it on the same node. */
  public UUID incarnation() {
    return incarnation;
  }
}
