package dev.msi4j.local.internal.entra.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.Body;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches JSON objects over HTTPS from untrusted hosts. Guards against server-side request forgery
 * (SSRF) and resource exhaustion: follows no redirects, limits size, time and concurrency, and
 * connects to allowed addresses only. Thread-safe.
 */
public final class HttpsJsonFetcher {
  private static final int MAX_BYTES = 256 << 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** The limit of concurrent fetches; each blocks the thread of a request. */
  private static final int MAX_FETCHES = 8;

  private static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
  private static final Duration MIN_LIFETIME = Duration.ofSeconds(10);
  private static final Duration MAX_LIFETIME = Duration.ofHours(24);
  private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?(\\d{1,9})");
  private static final Pattern NO_CACHE = Pattern.compile("no-store|no-cache");

  private final TrustedAuthorities authorities;
  private final OutboundAddressPolicy addresses;
  private final Semaphore fetches = new Semaphore(MAX_FETCHES);
  private @Nullable HttpClient client;

  public HttpsJsonFetcher(TrustedAuthorities authorities, OutboundAddressPolicy addresses) {
    this.authorities = authorities;
    this.addresses = addresses;
  }

  /** A document and its cache lifetime. */
  record Document(JsonNode content, Duration lifetime) {}

  Document get(URI url) {
    acquire(url);
    try {
      return fetch(url);
    } finally {
      fetches.release();
    }
  }

  private void acquire(URI url) {
    try {
      if (!fetches.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw IssuerUnreachableException.ofThisServer(
            url + " is not fetched: " + MAX_FETCHES + " other fetches are in progress");
      }
    } catch (InterruptedException e) {
      throw interrupted(url);
    }
  }

  private static IssuerUnreachableException interrupted(URI url) {
    Thread.currentThread().interrupt();
    return IssuerUnreachableException.ofThisServer("interrupted while getting " + url);
  }

  private Document fetch(URI url) {
    addresses.check(url.getHost());
    var response = send(url);
    if (response.statusCode() != 200) {
      throw new IssuerUnreachableException(url + " answers with status " + response.statusCode());
    }
    return new Document(
        object(url, response.body()),
        lifetime(response.headers().firstValue("Cache-Control").orElse("")));
  }

  private HttpResponse<byte[]> send(URI url) {
    var request = HttpRequest.newBuilder(url).header("Accept", "application/json").build();
    // The timeout of a request does not cover its body; the timeout of the future does.
    var sent = client().sendAsync(request, info -> new BoundedBody(MAX_BYTES));
    try {
      return sent.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IssuerUnreachableException(
          url + " does not answer within " + TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IssuerUnreachableException(url + " " + reason(e.getCause()));
    } catch (InterruptedException e) {
      throw interrupted(url);
    } finally {
      sent.cancel(true);
    }
  }

  /** Returns a message without the class names that messages of the JDK hold. */
  private static String reason(@Nullable Throwable cause) {
    if (cause instanceof BoundedBody.TooLongException) {
      return "does not answer: " + cause.getMessage();
    }
    if (cause instanceof SSLException) {
      return "can't be reached over TLS: its certificate must be valid for its name and issued by a"
          + " certificate authority that this server trusts";
    }
    return cause instanceof ConnectException
        ? "does not accept connections"
        : "does not answer: the connection was closed";
  }

  private static JsonNode object(URI url, byte[] bytes) {
    try {
      var document = Body.of(bytes).json();
      if (document.isObject()) {
        return document;
      }
    } catch (IOException e) {
      throw new IssuerUnreachableException(url + " does not answer with JSON");
    }
    throw new IssuerUnreachableException(url + " does not answer with a JSON object");
  }

  private static Duration lifetime(String cacheControl) {
    if (NO_CACHE.matcher(cacheControl).find()) {
      return MIN_LIFETIME;
    }
    var requested =
        MAX_AGE
            .matcher(cacheControl)
            .results()
            .findFirst()
            .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
            .orElse(DEFAULT_LIFETIME);
    if (requested.compareTo(MIN_LIFETIME) < 0) {
      return MIN_LIFETIME;
    }
    return requested.compareTo(MAX_LIFETIME) > 0 ? MAX_LIFETIME : requested;
  }

  /** Created on first use: most servers never fetch a document. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .sslContext(authorities.context())
              .connectTimeout(TIMEOUT)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }
}
