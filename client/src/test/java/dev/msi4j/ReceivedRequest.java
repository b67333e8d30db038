package dev.msi4j;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as received by a {@link ScriptedServer}.
 *
 * @param headers the values by name, case-insensitive; repeated headers are joined by commas
 * @param body one character per byte
 */
record ReceivedRequest(String method, String target, Map<String, String> headers, String body) {

  /** Reads a request; returns null if the connection ends before its first byte. */
  static @Nullable ReceivedRequest read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    List<String> parts = List.of(first.split(" ", -1));
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + "," + b);
    }
    return new ReceivedRequest(parts.get(0), parts.get(1), headers, body(in, headers));
  }

  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      return chunks(in);
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    return bytes(in, length);
  }

  private static String chunks(InputStream in) throws IOException {
    var body = new StringBuilder();
    for (int length = -1; length != 0; line(in)) {
      length = Integer.parseInt(line(in), 16);
      body.append(bytes(in, length));
    }
    return body.toString();
  }

  private static String bytes(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body is cut off");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  String line() {
    return method + " " + target;
  }

  /** Returns the value of a header; empty if it is absent. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
