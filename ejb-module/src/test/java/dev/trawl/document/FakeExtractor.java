package dev.trawl.document;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child process that does with a document what its media type says, in the extractor's words. */
final class FakeExtractor {
  private final DataInputStream in = new DataInputStream(System.in);
  private final DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));

  private FakeExtractor() {}

  /** How it, or another class of these, is started. */
  static WorkerCommand command(String main) {
    try {
      Path classes =
          Path.of(FakeExtractor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new WorkerCommand(classes.toString(), main, "32m", 1_000);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new FakeExtractor().run();
  }

  private void run() throws IOException, InterruptedException {
    out.writeByte(0);
    out.flush();
    try {
      while (true) {
        Path file = Path.of(read());
        answer(file, read());
        out.flush();
      }
    } catch (EOFException e) {
      System.exit(0);
    }
  }

  private void answer(Path file, String what) throws IOException, InterruptedException {
    switch (what) {
      case "sleep" -> Thread.sleep(Long.MAX_VALUE);
      case "eat" -> eat();
      case "exit-4", "exit-7", "exit-129", "exit-130", "exit-137", "exit-143" ->
          System.exit(Integer.parseInt(what.substring("exit-".length())));
      case "babble" -> out.write("Hello".getBytes(StandardCharsets.UTF_8));
      case "boast" -> {
        out.writeByte(1);
        out.writeInt(Integer.MAX_VALUE);
      }
      case "refuse" -> fail(2);
      case "refuse-and-end" -> fail(3);
      case "spawn" -> text(Long.toString(new ProcessBuilder("sleep", "300").start().pid()));
      case "litter" -> text(Files.writeString(Path.of("litter"), "x").toRealPath().toString());
      case "environment" -> text(String.join(" ", System.getenv().keySet()));
      case "pid" -> text(Long.toString(ProcessHandle.current().pid()));
      default -> text(Files.readString(file));
    }
  }

  private static void eat() {
    List<byte[]> eaten = new ArrayList<>();
    while (eaten.size() < Integer.MAX_VALUE) {
      eaten.add(new byte[1 << 20]);
    }
  }

  private void fail(int kind) throws IOException {
    out.writeByte(kind);
    write("no");
  }

  private void text(String text) throws IOException {
    out.writeByte(1);
    write(text);
    write("Title");
    write("");
    out.writeInt(-1);
    out.writeBoolean(false);
  }

  private String read() throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
