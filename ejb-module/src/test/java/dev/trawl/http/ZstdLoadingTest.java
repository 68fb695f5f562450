package dev.trawl.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java machine loads a native library for one class loader only, and each deployment has one. */
class ZstdLoadingTest {
  @TempDir private Path folder;

  /** All classes of the tests, anew. */
  private static URLClassLoader deployment() {
    URL[] path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(ZstdLoadingTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String element) {
    try {
      return Path.of(element).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(element, e);
    }
  }

  private static byte[] compress(ClassLoader loader, byte[] bytes)
      throws ReflectiveOperationException {
    Class<?> zstd = loader.loadClass(Zstd.class.getName());
    assertThat(zstd).isNotSameAs(Zstd.class);
    return (byte[]) zstd.getMethod("compress", byte[].class).invoke(null, (Object) bytes);
  }

  @Test
  void aSecondDeploymentInTheSameServerLoadsItToo()
      throws IOException, ReflectiveOperationException {
    assertThat(ZstdStream.AVAILABLE).isTrue();
    try (URLClassLoader second = deployment();
        URLClassLoader third = deployment()) {
      assertThat(compress(second, Coded.PAGE)).isEqualTo(compress(third, Coded.PAGE));
      assertThat(Zstd.decompress(compress(second, Coded.PAGE), Coded.PAGE.length))
          .isEqualTo(Coded.PAGE);
    }
  }

  @Test
  void withoutItServersAreNotToldThatWeTakeZstd() throws IOException, ReflectiveOperationException {
    Path file = Files.createFile(folder.resolve("no-folder"));
    System.setProperty("ZstdTempFolder", file.toString());
    try (URLClassLoader elsewhere = deployment()) {
      assertThat(accepted(elsewhere)).isEqualTo("gzip, deflate, br");
    } finally {
      System.clearProperty("ZstdTempFolder");
    }
    assertThat(accepted(ZstdLoadingTest.class.getClassLoader()))
        .isEqualTo("gzip, deflate, br, zstd");
  }

  private static Object accepted(ClassLoader loader) throws ReflectiveOperationException {
    var field = loader.loadClass(Decoder.class.getName()).getDeclaredField("ACCEPTED");
    field.setAccessible(true);
    return field.get(null);
  }
}
