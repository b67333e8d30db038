package dev.msi4j;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.msi4j.http.PooledHttpClient;
import reactor.core.publisher.Mono;

/**
 * A real HTTP client that sends requests for one https host to a local http server. azure-core
 * sends no token to an http URL, so the pipeline under test needs an https URL. Requests to other
 * URLs are sent unchanged, so that a leaked token is detected.
 */
final class RedirectingHttpClient implements HttpClient, AutoCloseable {
  private final PooledHttpClient http = PooledHttpClient.builder().decompression(true).build();
  private final String from;
  private final String to;

  RedirectingHttpClient(String from, String to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return http.sendSync(redirected(request), context);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return http.send(redirected(request), context);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  private HttpRequest redirected(HttpRequest request) {
    String url = request.getUrl().toString();
    return url.startsWith(from + "/")
        ? request.copy().setUrl(to + url.substring(from.length()))
        : request;
  }

  @Override
  public void close() {
    http.close();
  }
}
