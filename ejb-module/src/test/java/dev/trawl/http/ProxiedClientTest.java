package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.ProxyServer;
import dev.trawl.config.ProxyServer.Login;
import dev.trawl.config.ProxyServer.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes through a proxy is as it would be without, and the proxy learns addresses only. */
@Timeout(20)
class ProxiedClientTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  /** Every name is this machine's. */
  private static final HostResolver HERE =
      name -> List.of(InetAddress.getByAddress(name, new byte[] {127, 0, 0, 1}));

  private static GuardedHttpClient client(HostResolver resolver, ProxyServer... proxies) {
    return new GuardedHttpClient(Clients.settings().withProxies(List.of(proxies)), resolver);
  }

  private static Target target(String host, RawServer server) {
    return new Target("http", host, server.port(), "/p?q");
  }

  private static String authority(RawServer server) {
    return "127.0.0.1:" + server.port();
  }

  @ParameterizedTest
  @EnumSource
  void theTargetIsAskedAsWithoutAProxyAndTheProxyForItsAddress(Protocol protocol)
      throws IOException {
    try (RawServer server = RawServer.answering(HELLO);
        TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client = client(HERE, proxy.setting())) {
      Answer answer = answer(client.fetch(target("site.test", server), MEBIBYTE));

      assertThat(text(answer)).isEqualTo("hello");
      assertThat(answer.address()).isEqualTo(InetAddress.getLoopbackAddress());
      assertThat(proxy.targets()).containsExactly(authority(server));
      assertThat(server.requests()).singleElement().asString().startsWith("GET /p?q HTTP/1.1\r\n");
      assertThat(server.requests().get(0)).contains("Host: site.test:").doesNotContain("Proxy");
      assertThat(client.proxyTroubles()).isEmpty();
    }
  }

  @Test
  void connectHasTheAddressAloneAndNothingThatTellsOfTheTarget() throws IOException {
    try (RawServer server = RawServer.answering(HELLO);
        TestProxy proxy = TestProxy.open(Protocol.HTTP);
        GuardedHttpClient client = client(HERE, proxy.setting())) {
      assertThat(text(client.fetch(target("site.test", server), MEBIBYTE))).isEqualTo("hello");
      assertThat(proxy.requests())
          .containsExactly(
              "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority(server)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIpv6AddressIsHandedOverAsOne(Protocol protocol) throws IOException {
    try (TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client =
            new GuardedHttpClient(
                HttpSettings.of("Trawl/test", AllowedNetworks.parse("::1"))
                    .withProxies(List.of(proxy.setting())))) {
      // Nobody listens there, or there is no such address on this machine.
      assertThat(reason(client.fetch(new Target("http", "[::1]", 1, "/"), MEBIBYTE)))
          .isIn(Reason.REFUSED, Reason.UNREACHABLE, Reason.PROXY);
      assertThat(proxy.targets()).containsExactly("[::1]:1");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionServesAgain(Protocol protocol) throws IOException {
    try (RawServer server = RawServer.answering(HELLO);
        TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client = client(HERE, proxy.setting())) {
      for (int i = 0; i < 3; i++) {
        assertThat(text(client.fetch(target("site.test", server), MEBIBYTE))).isEqualTo("hello");
      }
      assertThat(server.requests()).hasSize(3);
      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStaleConnectionIsReplaced(Protocol protocol) throws IOException {
    try (RawServer server = RawServer.closingAfter(HELLO);
        TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client = client(HERE, proxy.setting())) {
      for (int i = 0; i < 3; i++) {
        assertThat(text(client.fetch(target("site.test", server), MEBIBYTE))).isEqualTo("hello");
      }
      assertThat(proxy.connections()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatWantsALoginGetsIt(Protocol protocol) throws IOException {
    try (RawServer server = RawServer.answering(HELLO);
        TestProxy proxy = TestProxy.closed(protocol);
        GuardedHttpClient client = client(HERE, proxy.setting(Optional.of(TestProxy.LOGIN)))) {
      assertThat(text(client.fetch(target("site.test", server), MEBIBYTE))).isEqualTo("hello");
      assertThat(proxy.targets()).hasSize(1);
      assertThat(server.requests().get(0)).doesNotContain("Authorization");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLoginThatNobodyWantsDoesNoHarm(Protocol protocol) throws IOException {
    try (RawServer server = RawServer.answering(HELLO);
        TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client = client(HERE, proxy.setting(Optional.of(TestProxy.LOGIN)))) {
      assertThat(text(client.fetch(target("site.test", server), MEBIBYTE))).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongLoginIsTheProxysAffairAndIsNotShown(Protocol protocol) throws IOException {
    Login wrong = new Login("somebody", "hush-hush");
    try (RawServer server = RawServer.answering(HELLO);
        TestProxy proxy = TestProxy.closed(protocol);
        GuardedHttpClient client = client(HERE, proxy.setting(Optional.of(wrong)))) {
      Failure failure = failure(client.fetch(target("site.test", server), MEBIBYTE));

      assertThat(failure.reason()).isEqualTo(Reason.PROXY);
      assertThat(failure.detail())
          .startsWith("the proxy " + proxy.setting() + " wants another user or password");
      assertThat(client.proxyTroubles()).containsExactly(failure.detail());
      assertThat(failure.detail()).doesNotContain("somebody").doesNotContain("hush");
      assertThat(Clients.settings().withProxies(List.of(proxy.setting(Optional.of(wrong)))))
          .asString()
          .contains(proxy.setting().toString())
          .doesNotContain("hush");
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void noLoginWhereOneIsWantedIsTheProxysAffair(Protocol protocol) throws IOException {
    try (RawServer server = RawServer.answering(HELLO);
        TestProxy proxy = TestProxy.closed(protocol);
        GuardedHttpClient client = client(HERE, proxy.setting())) {
      assertThat(reason(client.fetch(target("site.test", server), MEBIBYTE)))
          .isEqualTo(Reason.PROXY);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofAPrivateTargetTheProxyDoesNotHear(Protocol protocol) throws IOException {
    HostResolver priv = name -> List.of(InetAddress.getByName("10.1.2.3"));
    try (TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client = client(priv, proxy.setting())) {
      Failure failure = failure(client.fetch(new Target("http", "in.test", 80, "/"), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
      assertThat(failure.detail()).contains("10.0.0.0/8", "TRAWL_ALLOWED_NETWORKS");
      assertThat(proxy.connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNameThatChangesItsMindAfterTheCheckGainsNothing(Protocol protocol) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HostResolver rebinding =
        name ->
            List.of(InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1"));
    try (RawServer server = RawServer.closingAfter(HELLO);
        TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client = client(rebinding, proxy.setting())) {
      Target target = target("rebinding.test", server);
      assertThat(text(client.fetch(target, MEBIBYTE))).isEqualTo("hello");
      assertThat(asked).hasValue(1);
      assertThat(reason(client.fetch(target, MEBIBYTE))).isEqualTo(Reason.ADDRESS_REFUSED);
      assertThat(proxy.targets()).containsExactly(authority(server));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTargetOnWhichNobodyListensIsTheTargetsFailure(Protocol protocol) throws IOException {
    RawServer server = RawServer.answering(HELLO);
    server.close();
    try (TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client = client(HERE, proxy.setting())) {
      Failure failure = failure(client.fetch(target("site.test", server), MEBIBYTE));
      assertThat(failure.reason())
          .isEqualTo(protocol == Protocol.HTTP ? Reason.UNREACHABLE : Reason.REFUSED);
      assertThat(failure.detail()).contains(proxy.setting().toString(), authority(server));
      assertThat(client.proxyTroubles()).isEmpty();
    }
  }

  @Test
  void aHostGoesAlwaysThroughTheSameOfSeveralProxiesAndAllAreUsed() throws IOException {
    List<RawServer> servers = new ArrayList<>();
    try (TestProxy first = TestProxy.open(Protocol.HTTP);
        TestProxy second = TestProxy.open(Protocol.SOCKS5);
        TestProxy third = TestProxy.open(Protocol.HTTP)) {
      for (int i = 0; i < 24; i++) {
        servers.add(RawServer.closingAfter(HELLO));
      }
      // The second time with another client, as another node has.
      for (int round = 1; round <= 2; round++) {
        try (GuardedHttpClient client =
            client(HERE, first.setting(), second.setting(), third.setting())) {
          for (RawServer server : servers) {
            for (int again = 0; again < 2; again++) {
              assertThat(text(client.fetch(target("site.test", server), MEBIBYTE)))
                  .isEqualTo("hello");
            }
          }
        }
        for (TestProxy proxy : List.of(first, second, third)) {
          int hosts = (int) proxy.targets().stream().distinct().count();
          assertThat(hosts).isPositive();
          assertThat(proxy.targets()).hasSize(2 * round * hosts);
        }
      }
    } finally {
      for (RawServer server : servers) {
        server.close();
      }
    }
  }

  @Test
  void itIsTheNameThatChoosesAndNotTheAddress() throws UnknownHostException {
    ProxyServer one = new ProxyServer(Protocol.HTTP, "a.test", 1, Optional.empty());
    Tunnels tunnels = new Tunnels(List.of(one, one, one, one, one, one, one));
    InetAddress here = InetAddress.getByAddress("site.test", new byte[] {127, 0, 0, 1});
    InetAddress there = InetAddress.getByAddress("site.test", new byte[] {127, 0, 0, 9});
    assertThat(tunnels.to(new InetSocketAddress(here, 80)))
        .isSameAs(tunnels.to(new InetSocketAddress(there, 80)));
  }
}
