package dev.msi4j.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The least that a client can do: writes prepared bytes to a blocking socket, reads the bytes of
 * the response and searches them for the value.
 */
final class FloorClient implements Contestant {
  private static final byte[] CLIENT_ID = ascii("\"clientId\":\"");
  private static final byte[] ITEM = ascii("{\"id\":");
  private static final byte[] NEXT_LINK = ascii("],\"nextLink\":\"https://");
  private static final int CLIENT_ID_LENGTH = 36;

  private final int port;
  private final SocketFactory sockets;
  private final byte[] get;
  private final ConcurrentLinkedDeque<RawConnection> idle = new ConcurrentLinkedDeque<>();

  FloorClient(int port, boolean tls) {
    this.port = port;
    sockets = tls ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
    get = request(path(GROUP) + "/" + NAME + "?api-version=2024-11-30");
  }

  private static String path(String group) {
    return "/subscriptions/"
        + SUBSCRIPTION
        + "/resourceGroups/"
        + group
        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
  }

  private byte[] request(String target) {
    return ascii(
        "GET "
            + target
            + " HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nAccept: application/json\r\nAuthorization: Bearer token\r\n\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String get() {
    try {
      var connection = lease();
      connection.exchange(get);
      var value = connection.textAfter(CLIENT_ID, CLIENT_ID_LENGTH);
      idle.addFirst(connection);
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long list(int items, Runnable atLast) {
    try {
      var connection = lease();
      var next = path(Contestant.groupOf(items)) + "?api-version=2024-11-30";
      var count = 0L;
      while (!next.isEmpty()) {
        connection.exchange(request(next));
        count += connection.count(ITEM);
        next = nextTarget(connection);
      }
      if (count == items) {
        atLast.run();
      }
      idle.addFirst(connection);
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the path and query of the link to the next page, or an empty text. */
  private static String nextTarget(RawConnection connection) {
    var link = connection.tailAfter(NEXT_LINK);
    return link.isEmpty() ? "" : link.substring(link.indexOf('/'), link.length() - 2);
  }

  private RawConnection lease() throws IOException {
    var connection = idle.pollFirst();
    return connection == null
        ? new RawConnection(sockets.createSocket(InetAddress.getLoopbackAddress(), port))
        : connection;
  }
}
