package dev.trawl.launcher.part;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked from a tar in an xz in a jar.
 *
 * @param folder with bin, lib and share
 */
record PostgresPrograms(Path folder) {

  /** Unpacks beside the place and renames, so that what is there is whole. */
  static PostgresPrograms unpacked(Path jar, Path parent) {
    String version = jar.getFileName().toString().replaceAll(".*-([0-9.]+)\\.jar", "$1");
    Path place = parent.resolve("bin-" + version);
    if (!Files.exists(place)) {
      Path half = parent.resolve("bin-" + version + ".half");
      Folders.delete(half);
      try {
        unpack(jar, Folders.make(half));
        Files.move(half, place, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw Trouble.failed("Cannot unpack PostgreSQL into " + parent + ".", e);
      }
    }
    return new PostgresPrograms(place);
  }

  /**
   * The command for one of the programs; they refuse to run as root, so root enters a user
   * namespace.
   */
  List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of(unshare(), "-U"));
    }
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String unshare() {
    return Launch.find("unshare")
        .orElseThrow(
            () ->
                Trouble.failed(
                    "PostgreSQL refuses to run as root, and there is no unshare to help; run as another user or set TRAWL_DB_URL."));
  }

  private static void unpack(Path jar, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        if (e.getName().endsWith(".txz")) {
          untar(new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(zip))), target);
          return;
        }
      }
    }
    throw new IOException(jar + " holds no .txz");
  }

  private static void untar(TarArchiveInputStream tar, Path target) throws IOException {
    for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
      Path path = target.resolve(e.getName()).normalize();
      if (!path.startsWith(target)) {
        throw new IOException(e.getName() + " is outside of the archive");
      }
      if (e.isDirectory()) {
        Files.createDirectories(path);
      } else if (e.isSymbolicLink()) {
        Files.createDirectories(path.getParent());
        Files.createSymbolicLink(path, Path.of(e.getLinkName()));
      } else {
        writeFile(tar, path, (e.getMode() & 0100) != 0);
      }
    }
  }

  private static void writeFile(InputStream content, Path path, boolean executable)
      throws IOException {
    Files.createDirectories(path.getParent());
    Files.copy(content, path);
    if (executable && !path.toFile().setExecutable(true)) {
      throw new IOException("Cannot make " + path + " executable");
    }
  }
}
