package dev.trawl.http;

import java.io.IOException;
import java.io.Serial;

/** An exchange that ends for a reason of ours; the message is the detail. */
final class ExchangeException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final Reason reason;

  ExchangeException(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  static ExchangeException malformed(String detail) {
    return new ExchangeException(Reason.MALFORMED, detail);
  }

  Reason reason() {
    return reason;
  }
}
