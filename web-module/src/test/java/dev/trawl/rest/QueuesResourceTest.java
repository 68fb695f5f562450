package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.TrawlConfig;
import dev.trawl.flow.DispatchState;
import dev.trawl.flow.Finding;
import dev.trawl.frontier.DispatchView;
import dev.trawl.message.BrokerStatus;
import dev.trawl.message.BrokerStatus.Reach;
import dev.trawl.message.BrokerView;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of the queues; how they are looked at is the crawler's. */
class QueuesResourceTest {
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  private static QueuesResource seen(BrokerStatus broker, Finding dispatch) {
    QueuesResource resource = new QueuesResource();
    resource.config = TrawlConfig.of(Map.of());
    resource.broker =
        new BrokerView() {
          @Override
          public BrokerStatus latest() {
            return broker;
          }
        };
    resource.dispatch =
        new DispatchView() {
          @Override
          public Status status() {
            return new Status(dispatch, Instant.EPOCH, 3, 4);
          }
        };
    return resource;
  }

  @Test
  void whileTheBrokerIsAwayItIsSaidThatItIsAndThatNoWorkIsGivenOut() {
    BrokerStatus away = new BrokerStatus(Reach.AWAY, List.of(), Optional.empty());
    Finding finding = new Finding(DispatchState.BROKER_AWAY, "the broker does not answer");
    JsonObject answer = seen(away, finding).list(null, null);
    assertThat(answer.getJsonArray("items")).isEmpty();
    assertThat(answer.getJsonObject("broker")).hasToString("{\"state\":\"away\"}");
    JsonObject dispatch = answer.getJsonObject("dispatch");
    assertThat(dispatch.getString("state")).isEqualTo("broker-away");
    assertThat(dispatch.getString("detail")).isEqualTo("the broker does not answer");
    assertThat(dispatch.getInt("urlsQueued")).isEqualTo(4);
  }
}
