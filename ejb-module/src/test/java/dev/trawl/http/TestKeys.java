package dev.trawl.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Keys made once with the tool that every JDK has: {@code authority} signs, {@code valid} and
 * {@code expired} are for server.test.
 */
final class TestKeys {
  static final String HOST = "server.test";

  /** The name resolves to this machine, so that it can be checked against certificates. */
  static final HostResolver HERE = name -> List.of(InetAddress.getLoopbackAddress());

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final KeyStore KEYS = make();

  private TestKeys() {}

  private static KeyStore make() {
    try {
      Path folder = Files.createTempDirectory("trawl-keys-");
      Path file = folder.resolve("keys.p12");
      makeKey(file, "authority", "-validity", "2", "-ext", "bc:c");
      makeKey(file, "valid", "-validity", "2", "-signer", "authority");
      makeKey(file, "expired", "-startdate", "-10d", "-validity", "1", "-signer", "authority");
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        keys.load(in, PASSWORD);
      }
      Files.delete(file);
      Files.delete(folder);
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void makeKey(Path file, String alias, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + alias, "-ext", "SAN=dns:" + HOST));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
    command.addAll(List.of("-keystore", file.toString()));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException("keytool: " + output);
    }
  }

  /** For a server with that key, and for a client that trusts the authority. */
  static SSLContext context(String alias) {
    try {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry(
          "key", KEYS.getKey(alias, PASSWORD), PASSWORD, KEYS.getCertificateChain(alias));
      KeyManagerFactory server =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      server.init(own, PASSWORD);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", KEYS.getCertificate("authority"));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(server.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Certificate and private key as other programs take them. */
  static String pem(String alias) throws GeneralSecurityException {
    return pem("CERTIFICATE", KEYS.getCertificate(alias).getEncoded())
        + pem("PRIVATE KEY", KEYS.getKey(alias, PASSWORD).getEncoded());
  }

  private static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }
}
