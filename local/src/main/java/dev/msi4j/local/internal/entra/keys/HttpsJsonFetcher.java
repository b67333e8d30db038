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
 * Gets JSON objects over HTTPS from hosts that are not ours, and so believes in nothing: no
 * redirects, no more bytes or seconds than a small document needs, no addresses inside.
 * Thread-safe.
 */
public final class HttpsJsonFetcher {
  private static final int MOST_BYTES = 256 << 10;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Each fetch holds a thread of a request: slow issuers must leave some for the others. */
  private static final int MOST_FETCHES = 8;

  private static final Duration USUAL_LIFE = Duration.ofHours(1);
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(10);
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);
  private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?(\\d{1,9})");
  private static final Pattern NOT_KEPT = Pattern.compile("no-store|no-cache");

  private final TrustedAuthorities authorities;
  private final OutboundAddressPolicy addresses;
  private final Semaphore fetches = new Semaphore(MOST_FETCHES);
  private @Nullable HttpClient client;

  public HttpsJsonFetcher(TrustedAuthorities authorities, OutboundAddressPolicy addresses) {
    this.authorities = authorities;
    this.addresses = addresses;
  }

  /** A document and for how long it is good. */
  record Document(JsonNode content, Duration life) {}

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
      if (!fetches.tryAcquire(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        throw IssuerUnreachableException.here(
            url + " is not asked: " + MOST_FETCHES + " other documents are being fetched");
      }
    } catch (InterruptedException e) {
      throw interrupted(url);
    }
  }

  private static IssuerUnreachableException interrupted(URI url) {
    Thread.currentThread().interrupt();
    return IssuerUnreachableException.here("interrupted while getting " + url);
  }

  private Document fetch(URI url) {
    addresses.check(url.getHost());
    var response = send(url);
    if (response.statusCode() != 200) {
      throw new IssuerUnreachableException(url + " answers with status " + response.statusCode());
    }
    return new Document(
        object(url, response.body()),
        life(response.headers().firstValue("Cache-Control").orElse("")));
  }

  private HttpResponse<byte[]> send(URI url) {
    var request = HttpRequest.newBuilder(url).header("Accept", "application/json").build();
    // The time limit of a request does not cover its body; this one covers all of it.
    var sent = client().sendAsync(request, info -> new BoundedBody(MOST_BYTES));
    try {
      return sent.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IssuerUnreachableException(
          url + " does not answer within " + LONGEST.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IssuerUnreachableException(url + " " + reason(e.getCause()));
    } catch (InterruptedException e) {
      throw interrupted(url);
    } finally {
      sent.cancel(true);
    }
  }

  /** The messages of the JDK name classes, or nothing; the document's limit has one of our own. */
  private static String reason(@Nullable Throwable cause) {
    if (cause instanceof BoundedBody.TooLong) {
      return "does not answer: " + cause.getMessage();
    }
    if (cause instanceof SSLException) {
      return "can't be reached over TLS: its certificate must be valid for its name, and of an"
          + " authority that this server trusts";
    }
    return cause instanceof ConnectException
        ? "can't be connected to"
        : "does not answer: the connection broke";
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

  private static Duration life(String cacheControl) {
    if (NOT_KEPT.matcher(cacheControl).find()) {
      return SHORTEST_LIFE;
    }
    var requested =
        MAX_AGE
            .matcher(cacheControl)
            .results()
            .findFirst()
            .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
            .orElse(USUAL_LIFE);
    if (requested.compareTo(SHORTEST_LIFE) < 0) {
      return SHORTEST_LIFE;
    }
    return requested.compareTo(LONGEST_LIFE) > 0 ? LONGEST_LIFE : requested;
  }

  /** Made when it is needed first: most servers never ask anybody. */
  private synchronized HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .sslContext(authorities.context())
              .connectTimeout(LONGEST)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }
}
