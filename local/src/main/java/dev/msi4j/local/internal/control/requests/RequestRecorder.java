package dev.msi4j.local.internal.control.requests;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import dev.msi4j.local.internal.http.ErrorResponseException;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records the newest requests of all handlers that it decorates. Thread-safe. */
public final class RequestRecorder {
  /** The oldest requests are dropped beyond this number. */
  private static final int MAX_RECORDED = 10_000;

  private static final String DEFAULT_SCOPE = "/.default";
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final Clock clock;
  private final boolean enabled;
  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

  /**
   * Creates a recorder.
   *
   * @param enabled whether handlers are decorated at all
   */
  public RequestRecorder(Clock clock, boolean enabled) {
    this.clock = clock;
    this.enabled = enabled;
  }

  public boolean isEnabled() {
    return enabled;
  }

  /** Returns the recorded requests, oldest first. */
  public List<ReceivedRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Removes the recorded requests. */
  public void clear() {
    synchronized (requests) {
      requests.clear();
    }
  }

  /**
   * Decorates a handler.
   *
   * @param operation returns the name of a request's operation
   */
  public Handler recording(Function<Request, String> operation, Handler handler) {
    return enabled ? request -> handle(request, operation, handler) : handler;
  }

  private Response handle(Request request, Function<Request, String> operation, Handler handler) {
    try {
      var response = handler.handle(request);
      add(request, operation.apply(request), response);
      return response;
    } catch (ErrorResponseException exception) {
      add(request, operation.apply(request), exception.response(request.origin()));
      throw exception;
    } catch (RuntimeException failure) {
      add(request, operation.apply(request), Response.empty(INTERNAL_SERVER_ERROR));
      throw failure;
    }
  }

  private void add(Request request, String operation, Response response) {
    var token = issuedToken(operation, response).or(request::bearerToken);
    var claims = token.flatMap(RequestRecorder::claims);
    var received =
        new ReceivedRequest(
            clock.instant(),
            operation,
            request.method(),
            request.origin() + request.path(),
            response.status(),
            parameter(request, "resource")
                .or(() -> parameter(request, "scope").map(RequestRecorder::resource))
                .orElse(null),
            parameter(request, "client_id").orElse(null),
            claims.map(set -> text(set, "oid")).orElse(null),
            claims.map(set -> text(set, "xms_mirid")).orElse(null));
    synchronized (requests) {
      if (requests.size() == MAX_RECORDED) {
        requests.removeFirst();
      }
      requests.addLast(received);
    }
  }

  /** Returns a parameter of the query or of a form. */
  private static Optional<String> parameter(Request request, String name) {
    return request
        .query()
        .filled(name)
        .or(() -> isForm(request) ? request.body().form().filled(name) : Optional.empty());
  }

  private static boolean isForm(Request request) {
    return request
        .headers()
        .first("Content-Type")
        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
        .isPresent();
  }

  /** Returns the resource of a list of scopes, which can contain {@code openid} and others. */
  private static String resource(String scopes) {
    return Stream.of(scopes.split(" ", -1))
        .filter(scope -> scope.endsWith(DEFAULT_SCOPE))
        .findFirst()
        .map(scope -> scope.substring(0, scope.length() - DEFAULT_SCOPE.length()))
        .orElse(scopes);
  }

  private static Optional<String> issuedToken(String operation, Response response) {
    if (response.status() != 200 || !isTokenRequest(operation)) {
      return Optional.empty();
    }
    try {
      return Optional.of(response.body().json().path("access_token").asText())
          .filter(token -> !token.isEmpty());
    } catch (IOException notJson) {
      // A response without a token, such as metadata as text.
      return Optional.empty();
    }
  }

  private static boolean isTokenRequest(String operation) {
    return Stream.of("token-service/token", "hosts/").anyMatch(operation::startsWith);
  }

  private static Optional<JWTClaimsSet> claims(String token) {
    try {
      return Optional.ofNullable(JWTParser.parse(token).getJWTClaimsSet());
    } catch (ParseException notAnAccessToken) {
      // Whatever a client sends; the response tells.
      return Optional.empty();
    }
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : null;
  }
}
