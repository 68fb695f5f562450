package dev.trawl.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code TRAWL_DATA}, and who may read what is secret in it. */
final class FolderCheck implements Check {

  private static final String SUBJECT = "data folder";
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  @Override
  public List<Finding> look(Deployment deployment) {
    return judge(deployment.settings().data());
  }

  static List<Finding> judge(Path data) {
    if (!Files.isDirectory(data)) {
      return List.of(
          Finding.problem(
              SUBJECT, data + " is not there", "./trawl up makes it, or set TRAWL_DATA"));
    }
    if (!Files.isWritable(data)) {
      return List.of(
          Finding.problem(
              SUBJECT,
              data + " cannot be written to by " + System.getProperty("user.name"),
              "chown it, or run ./trawl as its owner"));
    }
    try {
      List<Finding> secrets = secrets(data);
      return secrets.isEmpty()
          ? List.of(Finding.ok(SUBJECT, data + ", secrets readable for their owner only"))
          : secrets;
    } catch (IOException e) {
      return List.of(
          Finding.problem(SUBJECT, "cannot look into " + data + ": " + e, "check its owner"));
    }
  }

  private static List<Finding> secrets(Path data) throws IOException {
    List<Finding> findings = new ArrayList<>();
    if (!Files.getFileStore(data).supportsFileAttributeView("posix")) {
      return findings;
    }
    for (Path secret : secretFiles(data)) {
      if (Files.getPosixFilePermissions(secret).stream().anyMatch(OTHERS::contains)) {
        findings.add(
            Finding.problem(
                SUBJECT, "others may read " + secret, "chmod go= " + secret + ", and change it"));
      }
      if (!Files.getOwner(secret).equals(Files.getOwner(data))) {
        findings.add(
            Finding.problem(
                SUBJECT,
                secret + " belongs to " + Files.getOwner(secret).getName(),
                "give it to " + Files.getOwner(data).getName() + ", who owns the folder"));
      }
    }
    return findings;
  }

  private static List<Path> secretFiles(Path data) throws IOException {
    List<Path> files = new ArrayList<>();
    Path folder = data.resolve("secrets");
    if (Files.isDirectory(folder)) {
      files.add(folder);
      try (Stream<Path> inside = Files.list(folder)) {
        inside.sorted().forEach(files::add);
      }
    }
    Path token = data.resolve("admin.token");
    if (Files.exists(token)) {
      files.add(token);
    }
    return files;
  }
}
