package dev.trawl.poison;

import dev.trawl.message.Delivery;

/** What stands behind a message; implemented by whoever knows URLs. */
public interface Behind {
  /**
   * Settles it, as the end of a message that is given up. May be called again for the same message.
   *
   * @param reason why, for people
   */
  void settle(Delivery delivery, String reason);
}
