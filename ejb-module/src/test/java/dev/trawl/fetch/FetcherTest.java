package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.body.BodyStore;
import dev.trawl.cluster.Load;
import dev.trawl.cluster.Pulse;
import dev.trawl.config.TrawlConfig;
import dev.trawl.host.HostReleases;
import dev.trawl.host.RetryTable;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import jakarta.jms.JMSRuntimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A task of which one URL breaks the fetcher; nothing is requested here. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class FetcherTest {
  private final List<FetchResult> sent = new ArrayList<>();
  private final List<UUID> released = new ArrayList<>();
  private final Fetcher fetcher = new Fetcher();
  private final BodyStore bodies = BodyStore.temporary();
  private int asked;

  FetcherTest() {
    fetcher.config = TrawlConfig.of(Map.of());
    fetcher.bodies = bodies;
    fetcher.load = new Load();
    fetcher.pulse = new Pulse();
    fetcher.secondHand =
        new SecondHand() {
          @Override
          List<TaskUrl> left(FetchTask task, boolean again) {
            return task.urls().subList(1, 2);
          }
        };
    fetcher.runs =
        new TaskRuns() {
          @Override
          void run(UUID task, TaskRun.Work work) {
            work.run(new TaskRun(task, work, () -> {}));
          }
        };
    fetcher.sender =
        new ResultSender() {
          @Override
          public void send(FetchResult result) {
            sent.add(result);
          }
        };
    fetcher.releases =
        new HostReleases() {
          @Override
          public void release(UUID task, boolean asked, boolean waits) {
            released.add(task);
          }
        };
  }

  @AfterEach
  void close() {
    bodies.close();
  }

  private static FetchGate gate(BooleanSupplier open) {
    return new FetchGate() {
      @Override
      public boolean isOpen(UUID jobId) {
        return open.getAsBoolean();
      }

      @Override
      public Set<UUID> leased(UUID taskId, Collection<UUID> urlIds) {
        throw new AssertionError("not asked");
      }
    };
  }

  private boolean firstBreaks(Throwable failure) {
    return asked++ == 0 && thrown(failure);
  }

  @Test
  void theUrlEndsAsAnErrorOfTheFetcherAndTheNextIsDone() {
    FetchTask task = FetchTasks.ofTwoUrls();
    fetcher.gate = gate(() -> firstBreaks(new IllegalStateException("a mistake of ours")));
    fetcher.fetch(task, false, false);
    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).outcome())
        .isEqualTo(
            new Failure(
                Optional.empty(),
                "fetcher-error",
                "java.lang.IllegalStateException: a mistake of ours"));
    assertThat(sent.get(1).outcome()).isInstanceOf(NotRequested.class);
    assertThat(released).containsExactly(task.taskId());
    assertThat(RetryTable.afterFailure("fetcher-error", 0)).isEmpty();
  }

  @Test
  void soDoesWhatIsNestedTooDeeply() {
    fetcher.gate = gate(() -> firstBreaks(new StackOverflowError()));
    fetcher.fetch(FetchTasks.ofTwoUrls(), false, false);
    assertThat(sent).hasSize(2);
    assertThat(sent.get(0).outcome()).isInstanceOf(Failure.class);
  }

  @Test
  void whatIsNotTheUrlsFaultLeavesTheTaskForAnotherTime() {
    for (Throwable failure :
        List.of(new JMSRuntimeException("no broker"), new OutOfMemoryError("heap"))) {
      asked = 0;
      fetcher.gate = gate(() -> firstBreaks(failure));
      assertThatThrownBy(() -> fetcher.fetch(FetchTasks.ofTwoUrls(), false, false))
          .isSameAs(failure);
    }
    assertThat(sent).isEmpty();
  }

  @Test
  void ofATaskThatComesAgainOnlyWhatIsStillLeasedIsDone() {
    FetchTask task = FetchTasks.ofTwoUrls();
    fetcher.gate = gate(() -> false);
    fetcher.fetch(task, true, false);
    assertThat(sent).extracting(FetchResult::urlId).containsExactly(task.urls().get(1).urlId());
    assertThat(released).containsExactly(task.taskId());
  }

  /** Before a client is needed: nothing is requested here. */
  @Test
  void aSecretThatCannotBeOpenedIsTheUrlsOwnReason() {
    fetcher.gate = gate(() -> true);
    fetcher.fetch(FetchTasks.withAuthorization(Optional.of("c2VhbGVk")), false, false);
    assertThat(sent)
        .hasSize(2)
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .isEqualTo(
                        new NotRequested(
                            RetryTable.CREDENTIAL_UNREADABLE,
                            "TRAWL_CREDENTIALS_KEY is not set where http://a.example was to be asked")));
  }

  /** One that is called a document was sent to whoever takes their text, to be dropped there. */
  @Test
  void textIsWantedOfPagesAndNotOfSitemaps() {
    fetcher.gate = gate(() -> false);
    fetcher.fetch(FetchTasks.wantingTexts(), false, false);
    assertThat(sent).extracting(FetchResult::extract).containsExactly(true, false);
    fetcher.fetch(FetchTasks.ofTwoUrls(), false, false);
    assertThat(sent.subList(2, 4)).extracting(FetchResult::extract).containsOnly(false);
  }

  /** It was an error of the fetcher's. */
  @Test
  void atPort0NothingIsRequested() {
    fetcher.gate = gate(() -> true);
    fetcher.fetch(FetchTasks.of("http://a.example:0/"), false, false);
    assertThat(sent)
        .extracting(FetchResult::outcome)
        .containsExactly(new NotRequested("address-refused", "no server can be reached at port 0"));
  }

  @Test
  void aNodeThatStoodStillRequestsNothingOfWhatItHeld() {
    fetcher.gate = gate(() -> true);
    fetcher.pulse =
        new Pulse() {
          @Override
          public boolean hasSleptSince(int mark) {
            return true;
          }
        };
    fetcher.fetch(FetchTasks.ofTwoUrls(), false, false);
    assertThat(sent)
        .hasSize(2)
        .allSatisfy(
            result ->
                assertThat(result.outcome())
                    .isEqualTo(
                        new NotRequested(
                            "not-running", "the node stood still, and gives its tasks back")));
  }

  private void holds(TaskRun.Work[] taken) {
    fetcher.runs =
        new TaskRuns() {
          @Override
          void run(UUID task, TaskRun.Work work) {
            taken[0] = work;
            TaskRun run = new TaskRun(task, work, () -> {});
            run.hold();
            work.run(run);
          }
        };
  }

  @Test
  void aHostIsFreeAsSoonAsItHasAnsweredOrOnceTheBrokerHasThatOfATaskThatIsHeld() {
    FetchTask task = FetchTasks.ofTwoUrls();
    fetcher.gate = gate(() -> false);
    fetcher.sender =
        new ResultSender() {
          @Override
          public void send(FetchResult result) {
            sent.add(result);
            assertThat(released).hasSize(sent.size() == 2 ? 1 : 0);
          }
        };
    fetcher.fetch(task, false, false);
    assertThat(released).containsExactly(task.taskId());

    sent.clear();
    released.clear();
    holds(new TaskRun.Work[1]);
    fetcher.sender =
        new ResultSender() {
          @Override
          public void send(FetchResult result) {
            sent.add(result);
            assertThat(released).isEmpty();
          }
        };
    fetcher.fetch(task, false, false);
    assertThat(sent).hasSize(2);
    assertThat(released).containsExactly(task.taskId());
  }

  @Test
  void whatFailsWithoutAMessageThatBringsItAgainEndsAsAnErrorOfTheFetcher() {
    TaskRun.Work[] taken = new TaskRun.Work[1];
    holds(taken);
    FetchTask task = FetchTasks.ofTwoUrls();
    OutOfMemoryError failure = new OutOfMemoryError("heap");
    fetcher.gate = gate(() -> asked++ > 0 && thrown(failure));
    assertThatThrownBy(() -> fetcher.fetch(task, false, false)).isSameAs(failure);
    assertThat(sent).extracting(FetchResult::urlId).containsExactly(task.urls().get(0).urlId());
    taken[0].failedAlone(failure);
    assertThat(sent)
        .extracting(FetchResult::urlId)
        .containsExactlyElementsOf(task.urls().stream().map(TaskUrl::urlId).toList());
    assertThat(sent.get(1).outcome()).isInstanceOf(Failure.class);
  }

  @Test
  void andGoesBackToItsQueueIfTheInfrastructureWasAway() {
    TaskRun.Work[] taken = new TaskRun.Work[1];
    holds(taken);
    JMSRuntimeException away = new JMSRuntimeException("no broker");
    fetcher.gate = gate(() -> thrown(away));
    assertThatThrownBy(() -> fetcher.fetch(FetchTasks.ofTwoUrls(), false, false)).isSameAs(away);
    taken[0].failedAlone(away);
    assertThat(sent).hasSize(2);
    assertThat(sent)
        .extracting(FetchResult::outcome)
        .allMatch(outcome -> outcome instanceof NotRequested);
  }

  private static boolean thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
