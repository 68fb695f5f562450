package dev.trawl.body;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a body: in memory, as long as it is small and there is memory, then in a file. To be
 * closed, which throws away what was gathered unless it was made a body ({@link #finish}). Not
 * thread-safe.
 */
public final class BodyBuffer extends OutputStream {
  /** In bytes; also how much is on its way to a file at once, which nobody counts. */
  static final int BLOCK = 16 * 1024;

  private final BodyStore store;

  /** What was gathered; where there is a file, what is to be written there next. */
  private byte[] memory;

  private int size;
  private long held;
  private long written;
  private boolean finished;
  private @Nullable SpoolFile file;

  BodyBuffer(BodyStore store, int first) {
    this.store = store;
    if (first <= Body.LARGEST_IN_MEMORY && store.tryHold(first)) {
      held = first;
      memory = new byte[first];
    } else {
      memory = new byte[Math.min(first, BLOCK)];
    }
  }

  /** How much was gathered up to now, in bytes. */
  public long length() {
    return written + size;
  }

  /**
   * Takes what a stream has to give, as {@link InputStream#read(byte[], int, int)} does, without a
   * copy between.
   *
   * @param most of bytes, from 1
   * @return how many bytes it took; below zero at the stream's end
   * @throws SpoolException if there is no room for them
   * @throws IOException what the stream throws
   */
  public int readFrom(InputStream stream, long most) throws IOException {
    if (size == memory.length) {
      return readOne(stream);
    }
    int count = stream.read(memory, size, (int) Math.min(most, memory.length - size));
    size += Math.max(count, 0);
    return count;
  }

  /** A full buffer is mostly the whole body: ask before it grows. */
  private int readOne(InputStream stream) throws IOException {
    int value = stream.read();
    if (value < 0) {
      return -1;
    }
    write(value);
    return 1;
  }

  @Override
  public void write(int value) throws SpoolException {
    makeRoom();
    memory[size++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws SpoolException {
    for (int done = 0; done < length; ) {
      makeRoom();
      int count = Math.min(length - done, memory.length - size);
      System.arraycopy(bytes, offset + done, memory, size, count);
      size += count;
      done += count;
    }
  }

  private void makeRoom() throws SpoolException {
    if (size == memory.length && !grow()) {
      spill();
    }
  }

  private boolean grow() {
    if (file != null || memory.length >= Body.LARGEST_IN_MEMORY || held < memory.length) {
      return false;
    }
    int larger = Math.min(Body.LARGEST_IN_MEMORY, Math.max(BLOCK, 2 * memory.length));
    if (!store.tryHold(larger - held)) {
      return false;
    }
    held = larger;
    memory = Arrays.copyOf(memory, larger);
    return true;
  }

  private void spill() throws SpoolException {
    SpoolFile target = file;
    if (target == null) {
      target = store.newFile();
      file = target;
    }
    target.write(memory, size);
    written += size;
    size = 0;
    if (held > 0 || memory.length < BLOCK) {
      memory = new byte[BLOCK];
      letGo();
    }
  }

  private void letGo() {
    store.letGo(held);
    held = 0;
  }

  /**
   * What was gathered; nothing can be added from now on.
   *
   * @throws SpoolException if there is no room for the rest of it
   */
  public Body finish() throws SpoolException {
    SpoolFile target = file;
    if (target == null) {
      finished = true;
      return inMemory();
    }
    spill();
    target.end();
    finished = true;
    return new FileBody(target, written);
  }

  private Body inMemory() {
    byte[] bytes = size == memory.length ? memory : Arrays.copyOf(memory, size);
    long more = held - bytes.length;
    if (held > 0 && more > 0) {
      store.letGo(more);
      held = bytes.length;
    }
    long kept = held;
    return new MemoryBody(bytes, () -> store.letGo(kept));
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    finished = true;
    letGo();
    if (file != null) {
      file.remove();
    }
  }
}
