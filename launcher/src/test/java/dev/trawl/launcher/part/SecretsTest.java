package dev.trawl.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir private Path folder;

  @Test
  void aSecretIsMadeOnceAndKept() {
    Secrets secrets = new Secrets(folder.resolve("secrets"));
    String first = secrets.get("broker");
    assertThat(first).hasSizeGreaterThan(30).isEqualTo(secrets.get("broker"));
    assertThat(secrets.get("console")).isNotEqualTo(first);
  }

  @Test
  void aKeyIsMadeOnceAndHasThirtyTwoBytes() {
    Secrets secrets = new Secrets(folder.resolve("secrets"));
    String key = secrets.key("credentials");
    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(secrets.key("credentials")).isEqualTo(key);
    assertThat(secrets.key("other")).isNotEqualTo(key);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyItsOwnerReadsIt() throws Exception {
    Secrets secrets = new Secrets(folder.resolve("secrets"));
    secrets.get("broker");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("broker"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aHashIsTheOneThatTheBrokersOwnToolMakes() {
    byte[] salt =
        HexFormat.of().parseHex("45764BD1355109574146BA1E594BBB811ACC96AF3FDABA8BC8D67042649B1CAC");
    assertThat(PasswordHash.of("secret", salt))
        .isEqualTo(
            "ENC(1024:45764BD1355109574146BA1E594BBB811ACC96AF3FDABA8BC8D67042649B1CAC:F089DBC72ED2D49CBF5FB76D6E9191F16E1D92EBE8D729A778E7F357E4BDB3E35EF447E64BDC79AFC7DFF6125F30F581FBE926F43239261F38C8A72BFED16056)");
  }
}
