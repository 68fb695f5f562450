package dev.trawl.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TogetherTest {

  @Test
  void oneThatFailsDoesNotKeepItFromTheOthersAndIsReported() {
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    assertThatThrownBy(
            () ->
                Together.each(
                    2,
                    List.of(1, 2, 3, 4),
                    number -> {
                      if (number == 2) {
                        throw Trouble.failed("Number 2 fails.");
                      }
                      done.add(number);
                    }))
        .isInstanceOf(Trouble.class)
        .hasMessage("Number 2 fails.");
    assertThat(done).containsExactlyInAnyOrder(1, 3, 4);
  }

  @Test
  void nothingIsDoneForNobody() {
    Together.each(2, List.<Integer>of(), number -> assertThat(number).isNull());
  }
}
