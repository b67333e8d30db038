package dev.msi4j.benchmarks.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.net.MalformedURLException;
import java.net.URL;
import reactor.core.publisher.Mono;

/**
 * Sends requests for https addresses over plain HTTP. azure-core sends no token to an http address,
 * so the clients believe that they use https.
 */
final class PlainHttp implements HttpClient {
  private final HttpClient client;

  private PlainHttp(HttpClient client) {
    this.client = client;
  }

  /** Returns the HTTP client of the class path, for TLS or for plain HTTP. */
  static HttpClient create(boolean tls) {
    var client = HttpClient.createDefault();
    return tls ? client : new PlainHttp(client);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return client.send(plain(request));
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return client.send(plain(request), context);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return client.sendSync(plain(request), context);
  }

  private static HttpRequest plain(HttpRequest request) {
    var url = request.getUrl();
    try {
      return request.setUrl(new URL("http", url.getHost(), url.getPort(), url.getFile()));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("the URL '" + url + "' has no plain form", e);
    }
  }
}
