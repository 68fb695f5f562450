package dev.trawl.http;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Finds the reason of a failure from an exception's type and from how far the exchange had come.
 */
final class FailureReasons {
  private FailureReasons() {}

  /** How far an exchange has come. */
  enum Progress {
    CONNECTING,
    ASKED,
    ANSWERING;

    /** What it means when time runs out now. */
    Reason timeout() {
      return switch (this) {
        case CONNECTING -> Reason.CONNECT_TIMEOUT;
        case ASKED -> Reason.TIMEOUT;
        case ANSWERING -> Reason.TOO_SLOW;
      };
    }
  }

  static Reason of(Exception e, Progress progress) {
    if (e instanceof ExchangeException ours) {
      return ours.reason();
    }
    if (e instanceof UnknownHostException) {
      return e instanceof AddressRefusedException ? Reason.ADDRESS_REFUSED : Reason.DNS;
    }
    if (e instanceof SSLException) {
      return Reason.TLS;
    }
    if (e instanceof SocketTimeoutException) {
      return progress.timeout();
    }
    return progress == Progress.CONNECTING ? whileConnecting(e) : whileAnswering(e);
  }

  private static Reason whileConnecting(Exception e) {
    return e instanceof ConnectException ? Reason.REFUSED : Reason.UNREACHABLE;
  }

  private static Reason whileAnswering(Exception e) {
    // A truncated chunk is malformed for the library, but what happened is that the connection
    // ended.
    boolean badChunk =
        e instanceof MalformedChunkCodingException && !(e instanceof TruncatedChunkException);
    // The connection's own end is no EOFException; this one comes from a decoder.
    boolean badCoding = e instanceof ZipException || e instanceof EOFException;
    boolean badHead = e instanceof HttpException || e instanceof MessageConstraintException;
    return badChunk || badCoding || badHead ? Reason.MALFORMED : Reason.RESET;
  }

  /**
   * One line for people; servers have a say in some messages, so it is kept short and printable.
   */
  static String detail(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.replaceAll("[^\\p{Print}]+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }
}
