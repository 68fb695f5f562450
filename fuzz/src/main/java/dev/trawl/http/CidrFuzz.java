package dev.trawl.http;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The value of TRAWL_ALLOWED_NETWORKS. */
public final class CidrFuzz {
  private CidrFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    String text = new Input(bytes).text();
    try {
      AllowedNetworks networks = AllowedNetworks.parse(text);
      Oracle.same(AllowedNetworks.parse(networks.toString()).toString(), networks.toString());
    } catch (IllegalArgumentException e) {
      Oracle.check(String.valueOf(e.getMessage()).contains("\""), "what is wrong is not quoted");
      return;
    }
    for (String one : text.split("[,\\s]+", -1)) {
      if (!one.isEmpty()) {
        check(one);
      }
    }
  }

  private static void check(String text) {
    Cidr network = Cidr.parse(text);
    // Anything else would be asked of the name service.
    Oracle.check(text.matches("[0-9A-Fa-f.:%/]+"), "no address in numbers: " + text);
    String address = network.toString().substring(0, network.toString().indexOf('/'));
    Oracle.check(network.contains(bytes(address)), network + " is without its own address");
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(address, e);
    }
  }
}
