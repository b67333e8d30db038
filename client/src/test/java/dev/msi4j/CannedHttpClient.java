package dev.msi4j;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/**
 * An HTTP client without sockets: it returns prepared responses in order and records the requests.
 */
final class CannedHttpClient implements HttpClient {
  private final Queue<Prepared> responses = new ArrayDeque<>();
  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();

  CannedHttpClient respond(int status, String body) {
    return respond(status, Map.of(), body);
  }

  CannedHttpClient respond(int status, Map<String, String> headers, String body) {
    responses.add(new Prepared(status, headers, BinaryData.fromString(body)));
    return this;
  }

  /** Returns a builder with all required settings and this HTTP client. */
  ManagedServiceIdentityClientBuilder client() {
    return new ManagedServiceIdentityClientBuilder()
        .credential(new CannedCredential())
        .subscriptionId("sub")
        .configuration(Configuration.NONE)
        .httpClient(this);
  }

  List<HttpRequest> requests() {
    return requests;
  }

  HttpRequest request() {
    if (requests.size() != 1) {
      throw new AssertionError("expected one request, found " + requests.size());
    }
    return requests.get(0);
  }

  /** Returns the method and the URL of each request. */
  List<String> lines() {
    return requests.stream().map(r -> r.getHttpMethod() + " " + r.getUrl()).toList();
  }

  String body() {
    return request().getBodyAsBinaryData().toString();
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    // Policies modify a request before they send it again.
    requests.add(request.copy());
    Prepared response = responses.poll();
    if (response == null) {
      throw new AssertionError("no response left for " + request.getUrl());
    }
    return new CannedResponse(request, response.status, response.headers, response.body);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromSupplier(() -> sendSync(request, Context.NONE));
  }

  private record Prepared(int status, Map<String, String> headers, BinaryData body) {}
}
