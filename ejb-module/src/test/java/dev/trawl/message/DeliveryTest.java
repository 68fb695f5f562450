package dev.trawl.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static Delivery delivery(Map<String, Object> properties) {
    return FakeMessages.delivery(Addresses.STORE, null, 1, properties);
  }

  @Test
  void anIdThatIsNoneIsNotThere() {
    UUID id = UUID.randomUUID();
    Delivery delivery =
        delivery(Map.of("good", id.toString(), "bad", "x", "number", 5, "bytes", new byte[1]));
    assertThat(delivery.id("good")).hasValue(id);
    assertThat(delivery.id("bad")).isEmpty();
    assertThat(delivery.id("number")).isEmpty();
    assertThat(delivery.id("bytes")).isEmpty();
    assertThat(delivery.id("absent")).isEmpty();
  }

  @Test
  void withoutAMessageIdItIsKnownByWhatItSays() {
    String key = delivery(Map.of("a", "1", "JMSXDeliveryCount", 1)).key();
    assertThat(delivery(Map.of("a", "1", "JMSXDeliveryCount", 2)).key()).isEqualTo(key);
    assertThat(delivery(Map.of("a", "2")).key()).isNotEqualTo(key);
    assertThat(FakeMessages.delivery(Addresses.FETCH, null, 1, Map.of("a", "1")).key())
        .isNotEqualTo(key);
    assertThat(FakeMessages.delivery(Addresses.STORE, "ID:1", 1, Map.of()).key()).isEqualTo("ID:1");
  }
}
