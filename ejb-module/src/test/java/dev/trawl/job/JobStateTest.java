package dev.trawl.job;

import static dev.trawl.job.JobState.COMPLETED;
import static dev.trawl.job.JobState.FAILED;
import static dev.trawl.job.JobState.PAUSED;
import static dev.trawl.job.JobState.QUEUED;
import static dev.trawl.job.JobState.RUNNING;
import static dev.trawl.job.JobState.STOPPED;
import static dev.trawl.job.JobState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JobStateTest {
  private static Set<JobState> after(JobState state) {
    return Arrays.stream(JobState.values())
        .filter(state::mayBecome)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(JobState.class)));
  }

  @Test
  void theTableIsThatOfTheContract() {
    assertThat(after(QUEUED)).containsExactlyInAnyOrder(RUNNING, PAUSED, STOPPING, FAILED);
    assertThat(after(RUNNING)).containsExactlyInAnyOrder(PAUSED, STOPPING, COMPLETED, FAILED);
    assertThat(after(PAUSED)).containsExactlyInAnyOrder(RUNNING, STOPPING, COMPLETED, FAILED);
    assertThat(after(STOPPING)).containsExactlyInAnyOrder(STOPPED, FAILED);
  }

  @Test
  void whatHasEndedStaysAsItIs() {
    for (JobState last : new JobState[] {COMPLETED, STOPPED, FAILED}) {
      assertThat(last.isFinal()).isTrue();
      assertThat(after(last)).isEmpty();
    }
    for (JobState other : new JobState[] {QUEUED, RUNNING, PAUSED, STOPPING}) {
      assertThat(other.isFinal()).isFalse();
    }
  }

  @Test
  void aJobKeepsItsTimesAndRefusesWhatTheTableDoesNotAllow() {
    CrawlJob job = new CrawlJob(JobRequestReader.read("{\"seeds\": [\"http://a.example/\"]}"));
    assertThat(job.state()).isEqualTo(QUEUED);
    job.become(RUNNING, null);
    assertThat(job.started()).isPresent();
    var started = job.started();
    job.become(PAUSED, null);
    job.become(RUNNING, null);
    assertThat(job.started()).isEqualTo(started);
    assertThat(job.finished()).isEmpty();
    job.become(COMPLETED, "exhausted");
    assertThat(job.finished()).isPresent();
    assertThat(job.reason()).contains("exhausted");
    assertThatThrownBy(() -> job.become(RUNNING, null))
        .isInstanceOf(InvalidTransitionException.class)
        .hasMessage("a job that is COMPLETED cannot become RUNNING");
  }
}
