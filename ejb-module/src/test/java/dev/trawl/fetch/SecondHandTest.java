package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.batch.StoppedException;
import dev.trawl.cluster.Nodes;
import dev.trawl.message.FetchTask;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked is answered in turn, and the last answer from then on. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
@Timeout(60)
class SecondHandTest {
  private final SecondHand secondHand = new SecondHand();
  private final FetchTask task = FetchTasks.ofTwoUrls();
  private int looks;

  private static <T> T next(Deque<T> answers) {
    return answers.size() > 1 ? answers.pop() : answers.getFirst();
  }

  /** How many of its last URLs are leased, and whether it is in work. */
  private void answers(List<Integer> leased, List<Boolean> inWork) {
    Deque<Integer> counts = new ArrayDeque<>(leased);
    secondHand.gate =
        new FetchGate() {
          @Override
          public boolean isOpen(UUID jobId) {
            return true;
          }

          @Override
          public Set<UUID> leased(UUID taskId, Collection<UUID> urlIds) {
            looks++;
            return urlIds.stream().skip(2 - next(counts)).collect(Collectors.toSet());
          }
        };
    Deque<Boolean> states = new ArrayDeque<>(inWork);
    secondHand.nodes =
        new Nodes() {
          @Override
          public boolean isInWork(UUID id) {
            assertThat(id).isEqualTo(task.taskId());
            return next(states);
          }
        };
  }

  @Test
  void whatNobodyWorksOnIsDoneAtOnce() {
    answers(List.of(1), List.of(false));
    assertThat(secondHand.left(task, false)).containsExactly(task.urls().get(1));
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void whatSomebodyWorksOnIsLeftToThem() {
    answers(List.of(2, 2, 1, 1, 0), List.of(true, true, true, false));
    assertThat(secondHand.left(task, false)).isEmpty();
    assertThat(looks).isEqualTo(5);
  }

  @Test
  void whatIsLeftWhenTheyEndIsDone() {
    answers(List.of(2, 1), List.of(true, false));
    assertThat(secondHand.left(task, false)).containsExactly(task.urls().get(1));
  }

  @Test
  void ofWhatComesAgainTheResultsThatWereSentAreWaitedFor() {
    answers(List.of(2, 2, 1), List.of(false));
    assertThat(secondHand.left(task, true)).containsExactly(task.urls().get(1));
    assertThat(looks).isGreaterThan(3);
  }

  @Test
  void whatTheyNeverEndIsDone() {
    answers(List.of(2), List.of(true));
    assertThat(secondHand.left(task, false)).isEqualTo(task.urls());
  }

  @Test
  void whoeverWaitsGivesUpWhenTheApplicationStops() {
    answers(List.of(2), List.of(true));
    secondHand.stop();
    assertThatThrownBy(() -> secondHand.left(task, false)).isInstanceOf(StoppedException.class);
  }
}
