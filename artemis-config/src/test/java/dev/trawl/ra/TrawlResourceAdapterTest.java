package dev.trawl.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.activemq.artemis.ra.inflow.ActiveMQActivationSpec;
import org.junit.jupiter.api.Test;

class TrawlResourceAdapterTest {

  @Test
  void anEmptyEnvironmentMeansTheBrokerOnThisMachineAndEveryRole() {
    TrawlResourceAdapter adapter = configured(Map.of());
    assertThat(adapter.getConnectionParameters()).isEqualTo("host=127.0.0.1;port=61616");
    assertThat(adapter.getHA()).isFalse();
    assertThat(adapter.consumes(activation("trawl.fetch"))).isTrue();
    assertThat(adapter.consumes(activation("trawl.results::store"))).isTrue();
  }

  @Test
  void aListOfBrokersIsOneToFailOverAlong() {
    TrawlResourceAdapter adapter =
        configured(Map.of("TRAWL_BROKER_URL", "tcp://one:1, tcp://two:2"));
    assertThat(adapter.getConnectionParameters()).isEqualTo("host=one;port=1,host=two;port=2");
    assertThat(adapter.getConnectorClassName().split(",")).hasSize(2);
    assertThat(adapter.getHA()).isTrue();
  }

  @Test
  void aNodeConsumesWhatItsRolesNeedAndWhatBelongsToNone() {
    TrawlResourceAdapter adapter = configured(Map.of("TRAWL_ROLES", "fetch"));
    assertThat(adapter.consumes(activation("trawl.fetch"))).isTrue();
    assertThat(adapter.consumes(activation("trawl.results::store"))).isFalse();
    assertThat(adapter.consumes(activation("trawl.crawl"))).isFalse();
    assertThat(adapter.consumes(activation("trawl.events"))).isFalse();
    assertThat(adapter.consumes(activation("somebody.elses"))).isTrue();
  }

  @Test
  void documentsAreConsumedWhereTheExtractorIsAndTheRole() {
    Map<String, String> extractor = Map.of("TRAWL_EXTRACTOR", "/opt/trawl/extractor");
    ActiveMQActivationSpec documents = activation("trawl.documents");
    assertThat(configured(extractor).consumes(documents)).isTrue();
    assertThat(configured(Map.of()).consumes(documents)).isFalse();
    assertThat(
            configured(Map.of("TRAWL_EXTRACTOR", "/x", "TRAWL_ROLES", "api,fetch"))
                .consumes(documents))
        .isFalse();
  }

  @Test
  void anActivationWithoutUserGetsTheOneOfTheEnvironment() throws Exception {
    TrawlResourceAdapter adapter =
        configured(Map.of("TRAWL_BROKER_USER", "trawl", "TRAWL_BROKER_PASSWORD", "secret"));
    ActiveMQActivationSpec activation = activation("trawl.fetch");
    activation.setResourceAdapter(adapter);
    assertThat(activation.getUser()).isEqualTo("trawl");
    assertThat(activation.getPassword()).isEqualTo("secret");
  }

  @Test
  void theEnvironmentSaysHowManyTasksAreFetchedAtOnce() {
    TrawlResourceAdapter adapter = configured(Map.of("TRAWL_FETCHERS", "7"));
    ActiveMQActivationSpec fetching = activation("trawl.fetch");
    ActiveMQActivationSpec storing = activation("trawl.results::store");
    fetching.setMaxSession(64);
    storing.setMaxSession(24);
    adapter.setSessions(fetching);
    adapter.setSessions(storing);
    assertThat(fetching.getMaxSession()).isEqualTo(7);
    assertThat(storing.getMaxSession()).isEqualTo(24);
    configured(Map.of("TRAWL_FETCHERS", "640")).setSessions(fetching);
    assertThat(fetching.getMaxSession()).as("no more than the consumer asks for").isEqualTo(7);
    for (String wrong : new String[] {"0", "-1", "2001", "many"}) {
      assertThatThrownBy(() -> configured(Map.of("TRAWL_FETCHERS", wrong)))
          .hasMessageContaining("TRAWL_FETCHERS")
          .hasMessageContaining(wrong);
    }
  }

  @Test
  void aWrongVariableIsNamed() {
    assertThatThrownBy(() -> configured(Map.of("TRAWL_ROLES", "api,fetsch")))
        .hasMessage("TRAWL_ROLES names the role \"fetsch\"; there are api, fetch, process.");
    assertThatThrownBy(() -> configured(Map.of("TRAWL_BROKER_URL", "broker:61616")))
        .hasMessageContaining("TRAWL_BROKER_URL")
        .hasMessageContaining("broker:61616");
  }

  private static TrawlResourceAdapter configured(Map<String, String> environment) {
    TrawlResourceAdapter adapter = new TrawlResourceAdapter();
    adapter.configure(BrokerSettings.of(environment));
    return adapter;
  }

  private static ActiveMQActivationSpec activation(String destination) {
    ActiveMQActivationSpec spec = new ActiveMQActivationSpec();
    spec.setDestination(destination);
    return spec;
  }
}
