package dev.trawl.sitemap;

import static dev.trawl.sitemap.Reading.read;
import static dev.trawl.sitemap.Reading.texts;
import static dev.trawl.sitemap.Reading.unreadable;
import static dev.trawl.sitemap.Reading.urls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Declarations are refused, so that no entity is expanded and none is opened. */
class SitemapDtdTest {
  private static final String MAP = "<urlset><url><loc>https://a.example/&x;</loc></url></urlset>";

  private static void assertRefused(String map) {
    assertThat(unreadable(read(map)).reason()).isEqualTo("sitemap-dtd");
  }

  @Test
  void aBillionLaughsAreNotLaughed() {
    StringBuilder dtd = new StringBuilder("<!ENTITY x0 'lol'>");
    for (int i = 1; i < 30; i++) {
      String before = "&x" + (i - 1) + ";";
      dtd.append("<!ENTITY x").append(i).append(" '").append(before.repeat(10)).append("'>");
    }
    assertRefused(
        "<?xml version='1.0'?><!DOCTYPE urlset [" + dtd + "]>" + MAP.replace("x;", "x29;"));
  }

  @Test
  void oneLongEntityIsNotRepeated() {
    String dtd = "<!ENTITY x '" + "x".repeat(100_000) + "'>";
    assertRefused("<!DOCTYPE urlset [" + dtd + "]>" + MAP.replace("&x;", "&x;".repeat(100_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE urlset [<!ENTITY x SYSTEM '%s'>]>",
        "<!DOCTYPE urlset [<!ENTITY %% x SYSTEM '%s'> %%x;]>",
        "<!DOCTYPE urlset PUBLIC '-//x//y' '%s' [ ]>",
        "<!doctype urlset [<!ENTITY x SYSTEM '%s'>]>"
      })
  void nothingIsOpenedForDeclarations(String doctype, @TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    assertRefused(doctype.formatted(secret.toUri()) + MAP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE urlset SYSTEM '%s'>",
        "<!DOCTYPE urlset PUBLIC \"-//[x]//>y\" \"%s\" >",
        "<?xml-stylesheet href='%s'?>",
        "<!DOCTYPE urlset>"
      })
  void anExternalDocumentTypeIsPassedOver(String prolog) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/sitemap.dtd";
      assertThat(texts(urls(prolog.formatted(url) + MAP).urls()))
          .containsExactly("https://a.example/&x;");
      server.setSoTimeout(50);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
    }
  }

  @Test
  void schemasAndInclusionsAreOnlyText(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "/secret");
    String include = "<xi:include href='%s' parse='text'/>".formatted(secret.toUri());
    assertThat(
            texts(
                urls("<urlset xsi:schemaLocation='x http://127.0.0.1:1/x'><url><loc>/1"
                        + include
                        + "</loc></url></urlset>")
                    .urls()))
        .containsExactly("https://a.example/1");
  }
}
