package dev.trawl.cryptography;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NativeProviderTest {

  private static final String NAME = "AmazonCorrettoCryptoProvider";

  @AfterEach
  void remove() {
    Security.removeProvider(NAME);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void digestsAreTheNativeProviders() throws NoSuchAlgorithmException {
    NativeProvider.install();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    assertThat(digest.getProvider().getName()).isEqualTo(NAME);
    // FIPS 180-4, the example "abc".
    assertThat(HexFormat.of().formatHex(digest.digest("abc".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
