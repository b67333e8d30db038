package dev.msi4j.verification;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Policy that records each request and the status of its response. */
final class RecordedExchanges implements HttpPipelinePolicy {
  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

  private final Consumer<Exchange> listener;

  RecordedExchanges() {
    this(exchange -> {});
  }

  /**
   * Creates a policy with a listener.
   *
   * @param listener receives each exchange before the client receives the response
   */
  RecordedExchanges(Consumer<Exchange> listener) {
    this.listener = listener;
  }

  record Exchange(HttpMethod method, String path, int status) {}

  List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  long count(int status) {
    return exchanges.stream().filter(exchange -> exchange.status == status).count();
  }

  List<Exchange> writes() {
    return exchanges.stream().filter(exchange -> exchange.method != HttpMethod.GET).toList();
  }

  @Override
  public HttpResponse processSync(
      HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
    return recorded(context, next.processSync());
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
    return next.process().map(response -> recorded(context, response));
  }

  private HttpResponse recorded(HttpPipelineCallContext context, HttpResponse response) {
    var request = context.getHttpRequest();
    var exchange =
        new Exchange(request.getHttpMethod(), request.getUrl().getPath(), response.getStatusCode());
    exchanges.add(exchange);
    listener.accept(exchange);
    return response;
  }
}
