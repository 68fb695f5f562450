package dev.trawl.url;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * "Domain parser ToASCII" of the URL Standard with beStrict false: UTS 46, non-transitional,
 * CheckBidi and CheckJoiners on, CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength off.
 */
final class Idna {
  /**
   * In UTF-16 units. The standard has no limit, but a name in the DNS has at most 253 characters,
   * and Punycode takes time that grows with the square of a label: a page must not be able to stall
   * the crawler with one link.
   */
  private static final int LONGEST = 1_000;

  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);

  /** What CheckHyphens and VerifyDnsLength would find; ICU has no option to switch them off. */
  private static final Set<IDNA.Error> NOT_ASKED =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private Idna() {}

  static Optional<String> toAscii(String domain) {
    if (domain.length() > LONGEST) {
      return Optional.empty();
    }
    IDNA.Info info = new IDNA.Info();
    String ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
    boolean failed = !NOT_ASKED.containsAll(info.getErrors());
    return failed ? Optional.empty() : Optional.of(ascii);
  }
}
