package dev.trawl.http;

import dev.trawl.config.ProxyServer.Login;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** SOCKS version 5 (RFC 1928), with user and password (RFC 1929) where the proxy wants them. */
final class Socks5 implements TunnelProtocol {
  private static final byte VERSION = 5;
  private static final byte NO_LOGIN = 0;
  private static final byte USER_AND_PASSWORD = 2;
  private static final byte LOGIN_VERSION = 1;
  private static final byte CONNECT = 1;
  private static final byte IPV4 = 1;
  private static final byte NAME = 3;
  private static final byte IPV6 = 4;

  private final Optional<Login> login;

  Socks5(Optional<Login> login) {
    this.login = login;
  }

  @Override
  public void open(ProxyDialogue dialogue, InetSocketAddress target) throws IOException {
    introduce(dialogue);
    dialogue.ask(request(target));
    byte[] head = dialogue.read(4);
    if (head[0] != VERSION) {
      throw notSocks();
    }
    if (head[1] != 0) {
      throw refusal(head[1], TunnelProtocol.text(target));
    }
    // The address that the proxy connects from; nobody needs it.
    dialogue.read(lengthOfAddress(head[3], dialogue) + 2);
  }

  private void introduce(ProxyDialogue dialogue) throws IOException {
    dialogue.send(
        login.isPresent()
            ? new byte[] {VERSION, 2, NO_LOGIN, USER_AND_PASSWORD}
            : new byte[] {VERSION, 1, NO_LOGIN});
    byte[] choice = dialogue.read(2);
    if (choice[0] != VERSION) {
      throw notSocks();
    }
    if (choice[1] == USER_AND_PASSWORD && login.isPresent()) {
      logIn(dialogue, login.get());
    } else if (choice[1] != NO_LOGIN) {
      throw new ExchangeException(
          Reason.PROXY,
          login.isPresent() ? "takes neither user and password nor none" : "wants a login");
    }
  }

  private static void logIn(ProxyDialogue dialogue, Login login) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(LOGIN_VERSION);
    writeWithLength(message, login.user());
    writeWithLength(message, login.password());
    dialogue.send(message.toByteArray());
    if (dialogue.read(2)[1] != 0) {
      throw new ExchangeException(Reason.PROXY, "wants another user or password");
    }
  }

  private static void writeWithLength(ByteArrayOutputStream message, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    message.write(bytes.length);
    message.writeBytes(bytes);
  }

  private static byte[] request(InetSocketAddress target) {
    byte[] address = target.getAddress().getAddress();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(new byte[] {VERSION, CONNECT, 0, address.length == 4 ? IPV4 : IPV6});
    message.writeBytes(address);
    message.write(target.getPort() >> 8);
    message.write(target.getPort());
    return message.toByteArray();
  }

  private static int lengthOfAddress(byte type, ProxyDialogue dialogue) throws IOException {
    return switch (type) {
      case IPV4 -> 4;
      case IPV6 -> 16;
      case NAME -> dialogue.read();
      default -> throw notSocks();
    };
  }

  /** RFC 1928 section 6; 6 is what servers make of a connection that timed out. */
  private static ExchangeException refusal(byte reply, String target) {
    String code = " (SOCKS reply " + Byte.toUnsignedInt(reply) + ")";
    String no = "has no connection to " + target + code;
    return switch (reply) {
      case 1, 3, 4 -> new ExchangeException(Reason.UNREACHABLE, no);
      case 2 ->
          new ExchangeException(
              Reason.ADDRESS_REFUSED, "does not let us connect to " + target + code);
      case 5 -> new ExchangeException(Reason.REFUSED, no + ": refused");
      case 6 -> new ExchangeException(Reason.CONNECT_TIMEOUT, no);
      case 8 ->
          new ExchangeException(
              Reason.UNREACHABLE, "has no connections to addresses such as " + target + code);
      default -> new ExchangeException(Reason.PROXY, "does not connect to " + target + code);
    };
  }

  private static ExchangeException notSocks() {
    return new ExchangeException(
        Reason.PROXY, "does not answer as a SOCKS proxy of version 5 does");
  }
}
