package dev.msi4j.http;

import com.azure.json.JsonProviders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Echo server for azure-core's HttpClientTests, with the endpoints of httpbin. */
final class AzureCoreTestServer {
  private static final byte[] NOTHING = {};
  private static final byte[] HELLO = "Hello World!".getBytes(StandardCharsets.UTF_8);
  private static final String BINARY = "application/octet-stream";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  AzureCoreTestServer() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            new Exchange(request, response, callback).handle();
            return true;
          }
        });
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  /** One request and its response. */
  private record Exchange(Request request, Response response, Callback callback) {
    void handle() throws IOException {
      var body = Content.Source.asInputStream(request).readAllBytes();
      var parts = request.getHttpURI().getPath().split("/", -1);
      switch (parts[1]) {
        case "bytes" -> bytes(Integer.parseInt(parts[2]));
        case "status" -> send(Integer.parseInt(parts[2]), BINARY, NOTHING);
        case "post" -> post(body);
        case "anything", "put", "delete", "patch", "get" -> echoRequest(body);
        case "echo" -> send(200, BINARY, body);
        case "voideagerreadoom" -> {
          response.getHeaders().put("Content-Length", "10737418240");
          callback.succeeded();
        }
        case "voiderrorreturned" ->
            send(400, "text/plain", "void exception body thrown".getBytes(StandardCharsets.UTF_8));
        default -> text(parts[1]);
      }
    }

    private void text(String name) {
      switch (name) {
        case "plainBytesNoHeader" -> send(200, BINARY, HELLO);
        case "plainBytesWithHeader" -> send(200, "charset=UTF-16BE", HELLO);
        case "plainBytesInvalidHeader" -> send(200, "charset=invalid", HELLO);
        case "utf8BomBytes" -> marked(BINARY, 0xEF, 0xBB, 0xBF);
        case "utf16BeBomBytes" -> marked(BINARY, 0xFE, 0xFF);
        case "utf16LeBomBytes" -> marked(BINARY, 0xFF, 0xFE);
        case "utf32BeBomBytes" -> marked(BINARY, 0, 0, 0xFE, 0xFF);
        case "utf32LeBomBytes" -> marked(BINARY, 0xFF, 0xFE, 0, 0);
        case "bomBytesWithSameHeader" -> marked("charset=UTF-8", 0xEF, 0xBB, 0xBF);
        case "bomBytesWithDifferentHeader" -> marked("charset=UTF-16", 0xEF, 0xBB, 0xBF);
        default -> send(404, BINARY, NOTHING);
      }
    }

    private void marked(String type, int... mark) {
      var bytes = new ByteArrayOutputStream();
      for (var b : mark) {
        bytes.write(b);
      }
      bytes.writeBytes(HELLO);
      send(200, type, bytes.toByteArray());
    }

    private void send(int status, String type, byte[] body) {
      response.setStatus(status);
      response.getHeaders().put("Content-Type", type);
      response.getHeaders().put("Content-Length", body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
    }

    private void bytes(int size) {
      var body = new byte[size];
      ThreadLocalRandom.current().nextBytes(body);
      addFixedHeaders();
      response.getHeaders().put("ETag", md5(body));
      send(200, BINARY, body);
    }

    private void addFixedHeaders() {
      response.getHeaders().put("Date", "Thu, 26 Nov 2026 00:00:00 GMT");
      response.getHeaders().put("Connection", "keep-alive");
      response.getHeaders().put("X-Processed-Time", "1.5");
      response.getHeaders().put("Access-Control-Allow-Credentials", "true");
    }

    private void post(byte[] body) {
      var type = request.getHeaders().get("Content-Type");
      if ("application/x-www-form-urlencoded".equalsIgnoreCase(type)) {
        send(200, "application/json", form(new String(body, StandardCharsets.UTF_8)));
      } else {
        echoRequest(body);
      }
    }

    private void echoRequest(byte[] body) {
      var file = request.getHttpURI().getPathQuery();
      var headers = new LinkedHashMap<String, List<String>>();
      for (var name : request.getHeaders().getFieldNamesCollection()) {
        headers.put(name, request.getHeaders().getValuesList(name));
        if (!name.equalsIgnoreCase("Transfer-Encoding")) {
          headers.get(name).forEach(value -> response.getHeaders().add(name, value));
        }
      }
      addFixedHeaders();
      var answer = new LinkedHashMap<String, Object>();
      answer.put("url", "http://localhost" + file.replace("%20", " "));
      answer.put("data", new String(body, StandardCharsets.UTF_8));
      answer.put("headers", headers);
      send(200, "application/json", json(answer));
    }
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] form(String text) {
    var form = new LinkedHashMap<String, Object>();
    var toppings = new ArrayList<String>();
    for (var pair : text.split("&", -1)) {
      var name = pair.substring(0, pair.indexOf('='));
      var value = pair.substring(pair.indexOf('=') + 1);
      if (name.equals("toppings")) {
        toppings.add(value);
      } else {
        form.put(name, value);
      }
    }
    form.put("toppings", toppings);
    return json(Map.of("form", form));
  }

  private static byte[] json(Map<String, Object> value) {
    var bytes = new ByteArrayOutputStream();
    try (var writer = JsonProviders.createWriter(bytes)) {
      writer.writeUntyped(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  void stop() throws Exception {
    server.stop();
  }
}
