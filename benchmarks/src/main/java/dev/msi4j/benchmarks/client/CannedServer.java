package dev.msi4j.benchmarks.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;

/**
 * Resource Manager and Key Vault that return prepared bytes, so that the server costs less than any
 * client. A process of its own: prints its port and ends with its standard input.
 *
 * <p>The resource group in the path selects the size of a listing: {@code identities-100000} has
 * 100,000 identities, in pages of 1,000. With the argument {@code tls} it uses the key store of the
 * system property {@code javax.net.ssl.keyStore}.
 */
public final class CannedServer {
  /** The number of identities on a page. */
  public static final int PAGE_SIZE = 1_000;

  private static final int BACKLOG = 1_024;
  private static final byte[] HEADER_END = ascii("\r\n\r\n");
  private static final byte[] GROUP = ascii("/identities-");
  private static final byte[] PAGE = ascii("&page=");
  private static final byte[] SECRETS = ascii(" /secrets/");
  private static final byte[] AUTHORIZATION = ascii("uthorization: ");

  private final String endpoint;
  private final byte[] identity = response("200 OK", "", CannedBodies.identity());
  private final byte[] challenge =
      response(
          "401 Unauthorized",
          "WWW-Authenticate: Bearer authorization=\"https://login.microsoftonline.com/tenant\","
              + " resource=\"https://vault.azure.net\"\r\n",
          new byte[0]);
  private final byte[] secret;
  private final byte[] fullPage = CannedBodies.openPage(PAGE_SIZE).getBytes(StandardCharsets.UTF_8);

  private CannedServer(int port) {
    endpoint = "https://localhost:" + port;
    secret = response("200 OK", "", CannedBodies.secret(endpoint));
  }

  /**
   * Starts the server.
   *
   * @param args {@code tls} or nothing
   * @throws IOException if no port can be opened
   */
  public static void main(String[] args) throws IOException {
    var factory =
        args.length > 0 && args[0].equals("tls")
            ? SSLServerSocketFactory.getDefault()
            : ServerSocketFactory.getDefault();
    try (var listener = factory.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      var server = new CannedServer(listener.getLocalPort());
      start(() -> server.accept(listener));
      System.out.println(listener.getLocalPort());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Ends with the process that started it.
      }
    }
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "canned-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(ServerSocket listener) {
    try {
      while (true) {
        var connection = listener.accept();
        start(() -> serve(connection));
      }
    } catch (SocketException e) {
      // The listener is closed: the process ends.
    } catch (IOException e) {
      e.printStackTrace();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = socket.getInputStream();
      var out = socket.getOutputStream();
      var buffer = new byte[16_384];
      for (var end = read(in, buffer, 0); end > 0; end = read(in, buffer, end)) {
        var length = indexOf(buffer, end, HEADER_END);
        if (length >= 0) {
          respond(buffer, length, out);
          end = 0;
        }
      }
    } catch (IOException e) {
      // A client that closes its connection is done.
    }
  }

  private static int read(InputStream in, byte[] buffer, int end) throws IOException {
    if (end == buffer.length) {
      throw new IOException("the header has more than " + end + " bytes");
    }
    var read = in.read(buffer, end, buffer.length - end);
    return read < 0 ? -1 : end + read;
  }

  private void respond(byte[] request, int length, OutputStream out) throws IOException {
    var group = indexOf(request, length, GROUP);
    if (group >= 0) {
      respondWithPage(number(request, group + GROUP.length), pageNumber(request, length), out);
    } else if (indexOf(request, length, SECRETS) < 0) {
      out.write(identity);
    } else {
      out.write(indexOf(request, length, AUTHORIZATION) < 0 ? challenge : secret);
    }
  }

  private static int pageNumber(byte[] request, int length) {
    var at = indexOf(request, length, PAGE);
    return at < 0 ? 0 : number(request, at + PAGE.length);
  }

  private void respondWithPage(int items, int page, OutputStream out) throws IOException {
    var left = items - page * PAGE_SIZE;
    var body =
        left >= PAGE_SIZE ? fullPage : CannedBodies.openPage(left).getBytes(StandardCharsets.UTF_8);
    var tail = ascii(left > PAGE_SIZE ? nextLink(items, page + 1) : "}");
    out.write(header("200 OK", "", body.length + tail.length));
    out.write(body);
    out.write(tail);
  }

  private String nextLink(int items, int page) {
    return ",\"nextLink\":\""
        + endpoint
        + "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/identities-"
        + items
        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2024-11-30&page="
        + page
        + "\"}";
  }

  private static byte[] response(String status, String headers, byte[] body) {
    var header = header(status, headers, body.length);
    var response = new byte[header.length + body.length];
    System.arraycopy(header, 0, response, 0, header.length);
    System.arraycopy(body, 0, response, header.length, body.length);
    return response;
  }

  /** Returns a header with the fields that Resource Manager sends. */
  private static byte[] header(String status, String more, int length) {
    return ascii(
        "HTTP/1.1 "
            + status
            + "\r\nCache-Control: no-cache\r\nPragma: no-cache\r\nContent-Length: "
            + length
            + "\r\nContent-Type: application/json; charset=utf-8\r\nExpires: -1\r\n"
            + more
            + "x-ms-ratelimit-remaining-subscription-reads: 249\r\n"
            + "x-ms-request-id: 6f0c9e35-56a8-4370-aea6-6389221caf29\r\n"
            + "x-ms-correlation-request-id: 6f0c9e35-56a8-4370-aea6-6389221caf29\r\n"
            + "x-ms-routing-request-id: WESTEUROPE:20250101T000000Z:6f0c9e35\r\n"
            + "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"
            + "X-Content-Type-Options: nosniff\r\n"
            + "Date: Wed, 01 Jan 2025 00:00:00 GMT\r\n\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static int number(byte[] text, int start) {
    var number = 0;
    for (var i = start; text[i] >= '0' && text[i] <= '9'; i++) {
      number = number * 10 + text[i] - '0';
    }
    return number;
  }

  private static int indexOf(byte[] text, int length, byte[] part) {
    return Bytes.indexOf(text, 0, length, part);
  }
}
