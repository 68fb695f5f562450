package dev.trawl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PeersTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Peers peers = new Peers(clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private void beat(int times) {
    for (int i = 0; i < times; i++) {
      pass(Duration.ofSeconds(1));
      peers.note(2, 0);
    }
  }

  @Test
  void whoBeatsHearsTheOthers() {
    beat(10);
    assertThat(peers.hearsTheLiving()).isTrue();
    pass(Peers.GAP);
    assertThat(peers.hearsTheLiving()).isTrue();
  }

  @Test
  void whileTheDatabaseIsAwayNobodyIsHeard() {
    beat(1);
    pass(Peers.GAP.plusNanos(1));
    assertThat(peers.hearsTheLiving()).as("before the first beat after it").isFalse();
  }

  @Test
  void whenItIsBackTheOthersHaveTheTimeToSayThatTheyLive() {
    beat(1);
    pass(Duration.ofMinutes(1));
    peers.note(1, 0);
    assertThat(peers.hearsTheLiving()).isFalse();
    beat(5);
    assertThat(peers.hearsTheLiving()).isFalse();
    beat(1);
    assertThat(peers.hearsTheLiving()).isTrue();
  }
}
