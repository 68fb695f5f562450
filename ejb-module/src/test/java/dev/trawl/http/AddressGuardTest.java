package dev.trawl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard publicOnly = new AddressGuard(AllowedNetworks.NONE);

  private static Optional<String> refusal(AddressGuard guard, String address)
      throws UnknownHostException {
    return guard.refusal(InetAddress.getAllByName(address)[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, a loopback, 127.0.0.0/8",
    "127.255.255.254, a loopback, 127.0.0.0/8",
    "10.1.2.3, a private, 10.0.0.0/8",
    "172.16.0.1, a private, 172.16.0.0/12",
    "172.31.255.255, a private, 172.16.0.0/12",
    "192.168.1.1, a private, 192.168.0.0/16",
    "169.254.1.1, a link-local, 169.254.0.0/16",
    "169.254.169.254, a cloud metadata, 169.254.169.254/32",
    "100.64.0.1, a carrier-grade NAT, 100.64.0.0/10",
    "0.0.0.0, the unspecified, 0.0.0.0/32",
    "224.0.0.1, a multicast, 224.0.0.0/4",
    "255.255.255.255, the broadcast, 255.255.255.255/32",
    "192.0.2.1, a documentation, 192.0.2.0/24",
    "198.19.0.1, a benchmark, 198.18.0.0/15",
    "240.0.0.1, a reserved, 240.0.0.0/4",
    "::1, a loopback, ::1/128",
    "::, the unspecified, ::/128",
    "fd12:3456::1, a unique local, fc00::/7",
    "fd00:ec2::254, a cloud metadata, fd00:ec2::254/128",
    "fe80::1, a link-local, fe80::/10",
    "ff02::1, a multicast, ff00::/8",
    "2001:db8::1, a documentation, 2001:db8::/32",
    "64:ff9b:1::1, a local NAT64, 64:ff9b:1::/48"
  })
  void addressesThatAreNotPublicAreRefusedAndTheWayOutIsNamed(
      String address, String kind, String cidr) throws UnknownHostException {
    assertThat(refusal(publicOnly, address))
        .contains(
            "%s is %s address; add %s to TRAWL_ALLOWED_NETWORKS to fetch it"
                .formatted(address, kind, cidr));
    AddressGuard allowing = new AddressGuard(AllowedNetworks.parse(cidr));
    assertThat(refusal(allowing, address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "11.0.0.0",
        "128.0.0.1",
        "2606:4700::1111",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void publicAddressesPass(String address) throws UnknownHostException {
    assertThat(refusal(publicOnly, address)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"::127.0.0.1", "64:ff9b::127.0.0.1", "2002:7f00:1::1"})
  void addressesThatLeadToAnIpv4AddressAreJudgedAsThat(String address) throws UnknownHostException {
    assertThat(refusal(publicOnly, address).orElseThrow())
        .contains("stands for 127.0.0.1, a loopback address; add 127.0.0.0/8");
    assertThat(refusal(new AddressGuard(AllowedNetworks.parse("127.0.0.0/8")), address)).isEmpty();
  }

  @Test
  void mappedAddressesAreJudgedAsIpv4EvenIfJavaKeepsThemAsIpv6() throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
    InetAddress address = Inet6Address.getByAddress(null, mapped, -1);
    assertThat(address).isInstanceOf(Inet6Address.class);
    assertThat(publicOnly.refusal(address).orElseThrow())
        .contains("stands for 10.0.0.1, a private address");
    assertThat(refusal(publicOnly, "::ffff:10.0.0.1").orElseThrow()).contains("10.0.0.0/8");
  }

  @Test
  void anAllowedNetworkOpensNothingElse() throws UnknownHostException {
    AddressGuard guard =
        new AddressGuard(AllowedNetworks.parse("10.0.0.0/9, fd00::/16 ,192.168.1.7"));
    assertThat(refusal(guard, "10.127.0.1")).isEmpty();
    assertThat(refusal(guard, "10.128.0.1")).isPresent();
    assertThat(refusal(guard, "fd00:0:1::")).isEmpty();
    assertThat(refusal(guard, "fd01::1")).isPresent();
    assertThat(refusal(guard, "192.168.1.7")).isEmpty();
    assertThat(refusal(guard, "192.168.1.8")).isPresent();
  }

  @Test
  void theListCanBePrintedAndParsedAgain() {
    String text = AllowedNetworks.parse(" 127.0.0.0/8\t::1,fc00::/7,, ").toString();
    assertThat(text).isEqualTo("127.0.0.0/8,::1/128,fc00::/7");
    assertThat(AllowedNetworks.parse(text)).hasToString(text);
    assertThat(AllowedNetworks.parse("")).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "::/129",
        "10.0.0/8",
        "10.0.0.0/",
        "/8",
        "10.0.0.0/-1",
        "10.0.0.0/8/9",
        "example.org/8",
        "1234"
      })
  void aPartThatIsNoNetworkIsQuoted(String bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AllowedNetworks.parse("127.0.0.0/8," + bad))
        .withMessageContaining("\"" + bad + "\"");
  }
}
