package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Held while parts of one data folder are started or stopped; gone with the process that holds it.
 */
final class StackLock {

  private StackLock() {}

  static <T> T holding(Path folder, Consumer<String> say, Supplier<T> work) {
    Path file = folder.resolve("lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        say.accept("Waiting for another trawl that starts or stops this stack");
        channel.lock();
      }
      return work.get();
    } catch (IOException e) {
      throw Trouble.failed("Cannot lock " + file + ".", e);
    }
  }
}
