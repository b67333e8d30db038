package dev.msi4j;

import com.azure.core.http.HttpMethod;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of one operation with its arguments: request, success statuses and response reader. Both
 * clients use the same calls. {@link ArmTransport} sends them.
 *
 * @param resource the path of the request, without the query
 * @param query the query without the API version, percent-encoded; an ampersand follows each
 *     parameter
 * @param link the next link to request instead of the path and the query
 */
record ArmCall<T>(
    Feature operation,
    HttpMethod method,
    String resource,
    String query,
    @Nullable String link,
    @Nullable ArmBody body,
    Set<Integer> success,
    ResponseReader<T> reader) {
  static final int OK = 200;
  static final int CREATED = 201;
  static final int NO_CONTENT = 204;

  /** Converts a successful response to the result of the call. */
  interface ResponseReader<T> {
    T read(BufferedResponse response) throws IOException;

    static <T> ResponseReader<T> json(ReadValueCallback<JsonReader, T> value) {
      return response -> {
        if (response.body().length == 0) {
          throw new UnexpectedJsonException("the body is empty");
        }
        return Json.document(response.body(), value);
      };
    }

    static ResponseReader<Integer> status() {
      return BufferedResponse::getStatusCode;
    }
  }

  static <T> ArmCall<T> get(Feature operation, ArmPath path, ResponseReader<T> reader) {
    return of(operation, HttpMethod.GET, path, null, Set.of(OK), reader);
  }

  static <T> ArmCall<T> post(Feature operation, ArmPath path, ResponseReader<T> reader) {
    return of(operation, HttpMethod.POST, path, null, Set.of(OK), reader);
  }

  static <T> ArmCall<T> put(
      Feature operation, ArmPath path, ArmBody body, ResponseReader<T> reader) {
    return of(operation, HttpMethod.PUT, path, body, Set.of(OK, CREATED), reader);
  }

  static <T> ArmCall<T> patch(
      Feature operation, ArmPath path, ArmBody body, ResponseReader<T> reader) {
    return of(operation, HttpMethod.PATCH, path, body, Set.of(OK), reader);
  }

  static ArmCall<DeleteResult> delete(Feature operation, ArmPath path) {
    return of(
        operation,
        HttpMethod.DELETE,
        path,
        null,
        Set.of(OK, NO_CONTENT),
        response -> DeleteResult.of(response.getStatusCode()));
  }

  private static <T> ArmCall<T> of(
      Feature operation,
      HttpMethod method,
      ArmPath path,
      @Nullable ArmBody body,
      Set<Integer> success,
      ResponseReader<T> reader) {
    return new ArmCall<>(operation, method, path.encoded(), "", null, body, success, reader);
  }

  /** Returns the call with a query parameter added, or this call if the value is null. */
  ArmCall<T> with(String name, @Nullable Object value) {
    return value == null
        ? this
        : new ArmCall<>(
            operation,
            method,
            resource,
            query + name + "=" + ArmPath.encode(value.toString()) + "&",
            link,
            body,
            success,
            reader);
  }

  /**
   * Returns the call for a later page. Later pages are always a GET of the next link, even after
   * the POST of listAssociatedResources (AutoRest extension {@code x-ms-pageable} in the swaggers).
   */
  ArmCall<T> following(String nextLink) {
    return new ArmCall<>(
        operation, HttpMethod.GET, resource, "", nextLink, null, Set.of(OK), reader);
  }
}
