package dev.trawl.incontainer;

import jakarta.json.Json;

/** Queues of the tests' own, made by the administrator; an impatient redelivery for them alone. */
final class TestAddresses {
  /** Taken by {@link AcceptingConsumer}. */
  static final String ACCEPTED = "trawl.test.accepted";

  /** Taken by {@link RefusingConsumer}. */
  static final String REFUSED = "trawl.test.refused";

  /** Taken by nobody. */
  static final String KEPT = "trawl.test.kept";

  static final int ATTEMPTS = 3;
  static final long REDELIVERY_MILLIS = 200;

  private TestAddresses() {}

  static void create() {
    BrokerConsole console = new BrokerConsole();
    console.execute(
        "addAddressSettings(java.lang.String,java.lang.String)",
        "trawl.test.#",
        Json.createObjectBuilder()
            .add("deadLetterAddress", "trawl.dlq")
            .add("maxDeliveryAttempts", ATTEMPTS)
            .add("redeliveryDelay", REDELIVERY_MILLIS)
            .add("redeliveryMultiplier", 2.0)
            .add("maxRedeliveryDelay", 10_000)
            .build()
            .toString());
    create(console, ACCEPTED);
    create(console, REFUSED);
    create(console, KEPT);
  }

  private static void create(BrokerConsole console, String queue) {
    console.execute(
        "createQueue(java.lang.String)",
        Json.createObjectBuilder()
            .add("name", queue)
            .add("address", queue)
            .add("routing-type", "ANYCAST")
            .add("durable", true)
            .add("auto-create-address", true)
            .build()
            .toString());
  }
}
