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

/** An HTTP client that opens no socket: it gives its answers in turn and keeps the requests. */
final class CannedHttpClient implements HttpClient {
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();

  CannedHttpClient answer(int status, String body) {
    return answer(status, Map.of(), body);
  }

  CannedHttpClient answer(int status, Map<String, String> headers, String body) {
    answers.add(new Answer(status, headers, BinaryData.fromString(body)));
    return this;
  }

  /** A builder of a client that uses this one and needs nothing else. */
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

  /** Method and URL of each request. */
  List<String> lines() {
    return requests.stream().map(r -> r.getHttpMethod() + " " + r.getUrl()).toList();
  }

  String body() {
    return request().getBodyAsBinaryData().toString();
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    // The policies change a request when they send it again.
    requests.add(request.copy());
    Answer answer = answers.poll();
    if (answer == null) {
      throw new AssertionError("no answer left for " + request.getUrl());
    }
    return new CannedResponse(request, answer.status, answer.headers, answer.body);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromSupplier(() -> sendSync(request, Context.NONE));
  }

  private record Answer(int status, Map<String, String> headers, BinaryData body) {}
}
