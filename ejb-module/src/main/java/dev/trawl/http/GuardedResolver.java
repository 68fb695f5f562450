package dev.trawl.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The only way from a host to an address: what it returns is what is connected to, so a name that
 * changes its mind after the check gains nothing. Literal addresses come through here as well.
 */
record GuardedResolver(HostResolver resolver, AddressGuard guard) implements DnsResolver {
  /** Each address may cost a connect timeout; more than these would only prolong a failure. */
  private static final int MOST_ADDRESSES = 4;

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    List<InetAddress> passed = new ArrayList<>();
    Optional<String> firstRefusal = Optional.empty();
    for (InetAddress address : resolver.resolve(host)) {
      Optional<String> refusal = guard.refusal(address);
      if (refusal.isEmpty()) {
        passed.add(address);
      } else if (firstRefusal.isEmpty()) {
        firstRefusal = refusal;
      }
    }
    if (passed.isEmpty()) {
      throw firstRefusal
          .<UnknownHostException>map(AddressRefusedException::new)
          .orElseGet(() -> new UnknownHostException(host));
    }
    return passed.stream().limit(MOST_ADDRESSES).toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host; // asked by authentication schemes that are not in use
  }
}
