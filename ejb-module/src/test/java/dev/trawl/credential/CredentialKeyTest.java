package dev.trawl.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are sealed for one origin and by one key. */
class CredentialKeyTest {
  private static final String ORIGIN = "https://a.example:8443";
  private static final byte[] BYTES = new byte[32];

  private static CredentialKey key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return CredentialKey.of(Base64.getEncoder().encodeToString(bytes));
  }

  private final CredentialKey key = key(0);

  @Test
  void whatIsSealedIsTheAuthorizationField() {
    // The example of RFC 7617 section 2, and of its section 2.1 in UTF-8.
    Credential aladdin = key.basic(ORIGIN, "Aladdin", "open sesame");
    assertThat(aladdin.scheme()).isEqualTo(Scheme.BASIC);
    assertThat(key.open(ORIGIN, aladdin.sealed())).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assertThat(key.open(ORIGIN, key.basic(ORIGIN, "test", "123\u00a3").sealed()))
        .isEqualTo("Basic dGVzdDoxMjPCow==");
    Credential token = key.bearer(ORIGIN, "mF_9.B5f-4.1JqM");
    assertThat(token.scheme()).isEqualTo(Scheme.BEARER);
    assertThat(key.open(ORIGIN, token.sealed())).isEqualTo("Bearer mF_9.B5f-4.1JqM");
  }

  /** As docs/asyncapi.yaml has it, for fetchers in other languages. */
  @Test
  void theFormatIsNonceThenCiphertextThenTag() throws Exception {
    byte[] sealed = Base64.getDecoder().decode(key.bearer(ORIGIN, "t").sealed());
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(BYTES, "AES"),
        new GCMParameterSpec(128, sealed, 0, 12));
    cipher.updateAAD(ORIGIN.getBytes(UTF_8));
    assertThat(sealed).hasSize(12 + "Bearer t".length() + 16);
    assertThat(new String(cipher.doFinal(sealed, 12, sealed.length - 12), UTF_8))
        .isEqualTo("Bearer t");
  }

  @Test
  void theSameSecretIsNeverSealedTheSameWay() {
    assertThat(key.bearer(ORIGIN, "t").sealed()).isNotEqualTo(key.bearer(ORIGIN, "t").sealed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://b.example:8443",
        "http://a.example:8443",
        "https://a.example",
        "https://a.example:8444",
        ""
      })
  void itOpensForNoOtherOrigin(String other) {
    String sealed = key.bearer(ORIGIN, "hunter2").sealed();
    assertThatThrownBy(() -> key.open(other, sealed))
        .isInstanceOf(UnreadableCredentialException.class);
  }

  @Test
  void itOpensWithNoOtherKeyAndNotIfABitIsChanged() {
    String sealed = key.bearer(ORIGIN, "hunter2").sealed();
    assertThatThrownBy(() -> key(1).open(ORIGIN, sealed))
        .isInstanceOf(UnreadableCredentialException.class)
        .hasMessageContaining(ORIGIN)
        .hasMessageContaining(CredentialKey.VARIABLE);
    byte[] bytes = Base64.getDecoder().decode(sealed);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> key.open(ORIGIN, Base64.getEncoder().encodeToString(changed)))
          .isInstanceOf(UnreadableCredentialException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "no base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void whatWasNeverSealedIsUnreadable(String sealed) {
    assertThatThrownBy(() -> key.open(ORIGIN, sealed))
        .isInstanceOf(UnreadableCredentialException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hunter2", "aHVudGVyMg==", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aKeyThatIsNoneIsRefusedAndNotRepeated(String wrong) {
    assertThatThrownBy(() -> CredentialKey.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(CredentialKey.VARIABLE)
        .hasNoCause()
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("hunter2", "aHVudGVyMg", "AAAA");
  }
}
