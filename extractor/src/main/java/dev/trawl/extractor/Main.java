package dev.trawl.extractor;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.SynchronousQueue;

/** The process's entry: takes requests from its standard input, answers on its standard output. */
public final class Main {
  private static final int READY = 0;

  /** The status of a process whose own classes cannot be loaded. */
  private static final int BROKEN = 4;

  /** Chains of causes may be circles. */
  private static final int DEEPEST = 32;

  private final Extraction extraction;
  private final DataOutputStream answers;
  private final SynchronousQueue<Request> waiting = new SynchronousQueue<>();

  private Main(Extraction extraction, DataOutputStream answers) {
    this.extraction = extraction;
    this.answers = answers;
  }

  /**
   * Runs until its input ends.
   *
   * @param args the most characters of a text
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // Whatever a library prints must not get between the answers.
    System.setOut(System.err);
    Main main = new Main(new Extraction(Integer.parseInt(args[0])), out);
    Thread worker = new Thread(main::work, "extraction");
    worker.setDaemon(true);
    worker.start();
    out.writeByte(READY);
    out.flush();
    main.read(new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in))));
  }

  /** A thread of its own reads, or the end of the parent would be noticed only after the file. */
  private void read(DataInputStream in) throws IOException, InterruptedException {
    while (true) {
      try {
        waiting.put(Request.read(in));
      } catch (EOFException e) {
        // Without waiting for the file in work, nor for anybody's shutdown hooks.
        Runtime.getRuntime().halt(0);
      }
    }
  }

  private void work() {
    try {
      while (true) {
        Answer answer = answer(waiting.take());
        answer.write(answers);
        answers.flush();
        if (answer.isLast()) {
          Runtime.getRuntime().halt(1);
        }
      }
    } catch (IOException | InterruptedException e) {
      // Nobody is there to take the answer.
      Runtime.getRuntime().halt(2);
    }
  }

  private Answer answer(Request request) {
    try {
      return extraction.of(request);
    } catch (Exception e) {
      haltIfBroken(e);
      return new Answer.Failed(e.toString(), false);
    } catch (Error e) {
      haltIfBroken(e);
      // A stack that overflowed, a class that could not be initialised: what it left is not known.
      return new Answer.Failed(e.toString(), true);
    }
  }

  /** Jars that were replaced meanwhile, as by a build, are the fault of no document. */
  private static void haltIfBroken(Throwable failure) {
    boolean broken = false;
    Throwable cause = failure;
    for (int i = 0; i < DEEPEST && cause != null; i++, cause = cause.getCause()) {
      if (cause instanceof ExceptionInInitializerError) {
        // The class is there; a stack that is nearly full can do that.
        return;
      }
      broken |= cause instanceof LinkageError || cause instanceof ClassNotFoundException;
    }
    if (broken) {
      Runtime.getRuntime().halt(BROKEN);
    }
  }
}
