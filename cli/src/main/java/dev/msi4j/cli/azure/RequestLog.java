package dev.msi4j.cli.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.TerminalWriter;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Prints each request: method, URL, status, duration and the ids of the request. Prints no header
 * and no body, and of a query only the values that are known to hold no secret.
 */
final class RequestLog implements HttpClient {
  /** The query parameters whose values are printed. Status URLs have others, which are signed. */
  private static final Set<String> PRINTED =
      Set.of("api-version", "$filter", "$top", "$skip", "$skiptoken", "$select", "$expand");

  private static final HttpHeaderName CORRELATION_ID =
      HttpHeaderName.fromString("x-ms-correlation-request-id");

  private final HttpClient client;
  private final TerminalWriter err;

  /**
   * Creates a log.
   *
   * @param client sends the requests
   */
  RequestLog(HttpClient client, TerminalWriter err) {
    this.client = client;
    this.err = err;
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return Mono.defer(() -> {
      long start = System.nanoTime();
      return client
          .send(request, context)
          .doOnNext(response -> printResponse(request, response, start))
          .doOnError(failure -> printFailure(request, failure, start));
    });
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    long start = System.nanoTime();
    try {
      var response = client.sendSync(request, context);
      printResponse(request, response, start);
      return response;
    } catch (RuntimeException e) {
      printFailure(request, e, start);
      throw e;
    }
  }

  private void printResponse(HttpRequest request, HttpResponse response, long start) {
    var ids = new ArrayList<String>();
    add(ids, "request id ", response.getHeaderValue(HttpHeaderName.X_MS_REQUEST_ID));
    add(
        ids,
        "client request id ",
        request.getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID));
    add(ids, "correlation id ", response.getHeaderValue(CORRELATION_ID));
    print(request, "status " + response.getStatusCode(), start, ids);
  }

  private static void add(List<String> ids, String name, @Nullable String value) {
    if (value != null) {
      ids.add(name + value);
    }
  }

  private void printFailure(HttpRequest request, Throwable failure, long start) {
    print(request, ErrorPrinter.oneLine(failure), start, List.of());
  }

  private void print(HttpRequest request, String result, long start, List<String> ids) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    err.line(
        request.getHttpMethod()
            + " "
            + withoutSecrets(request.getUrl())
            + ": "
            + result
            + " in "
            + millis
            + " ms"
            + (ids.isEmpty() ? "" : ", " + String.join(", ", ids)));
    err.flush();
  }

  /** Returns a URL without user, fragment, and the values of unknown query parameters. */
  static String withoutSecrets(URL url) {
    var port = url.getPort() < 0 ? "" : ":" + url.getPort();
    var start = url.getProtocol() + "://" + url.getHost() + port + url.getPath();
    return url.getQuery() == null
        ? start
        : start
            + "?"
            + Stream.of(url.getQuery().split("&", -1))
                .map(RequestLog::withoutSecret)
                .collect(Collectors.joining("&"));
  }

  private static String withoutSecret(String parameter) {
    var name = parameter.replaceFirst("=.*", "");
    var decoded = name.replace("%24", "$").toLowerCase(Locale.ROOT);
    return PRINTED.contains(decoded) ? parameter : name + "=…";
  }
}
