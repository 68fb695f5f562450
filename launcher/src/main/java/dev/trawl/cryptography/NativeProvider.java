package dev.trawl.cryptography;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;

/** The agent that puts the native provider before Java's own. */
public final class NativeProvider {

  private NativeProvider() {}

  /** Runs before the server's main class (java.lang.instrument). */
  public static void premain(String arguments) {
    install();
  }

  static void install() {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    Throwable error = provider.getLoadingError();
    if (error == null) {
      Security.insertProviderAt(provider, 1);
    } else {
      // No logging yet: the server chooses its own log manager first.
      System.err.println("TLS and digests are done by Java's own code, slower: " + error);
    }
  }
}
