package dev.msi4j;

import com.azure.core.http.HttpMethod;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation with its arguments, described once for both clients: what to send, which statuses
 * mean success, and how to read the answer. {@link ArmTransport} carries it out.
 *
 * @param resource the path asked for, without the query
 * @param query the query before the API version, encoded, each parameter followed by an ampersand
 * @param link a next link to follow as it is, instead of the path and the query
 */
record ArmCall<T>(
    Feature operation,
    HttpMethod method,
    String resource,
    String query,
    @Nullable String link,
    @Nullable ArmBody body,
    Set<Integer> success,
    Reading<T> reading) {
  static final int OK = 200;
  static final int CREATED = 201;
  static final int NO_CONTENT = 204;

  /** Makes the result of an answer with a status of success. */
  interface Reading<T> {
    T read(BufferedResponse response) throws IOException;

    static <T> Reading<T> json(ReadValueCallback<JsonReader, T> value) {
      return response -> {
        if (response.body().length == 0) {
          throw new UnexpectedJsonException("the body is empty");
        }
        return Json.document(response.body(), value);
      };
    }

    static Reading<Integer> status() {
      return BufferedResponse::getStatusCode;
    }
  }

  static <T> ArmCall<T> get(Feature operation, ArmPath path, Reading<T> reading) {
    return of(operation, HttpMethod.GET, path, null, Set.of(OK), reading);
  }

  static <T> ArmCall<T> post(Feature operation, ArmPath path, Reading<T> reading) {
    return of(operation, HttpMethod.POST, path, null, Set.of(OK), reading);
  }

  static <T> ArmCall<T> put(Feature operation, ArmPath path, ArmBody body, Reading<T> reading) {
    return of(operation, HttpMethod.PUT, path, body, Set.of(OK, CREATED), reading);
  }

  static <T> ArmCall<T> patch(Feature operation, ArmPath path, ArmBody body, Reading<T> reading) {
    return of(operation, HttpMethod.PATCH, path, body, Set.of(OK), reading);
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
      Reading<T> reading) {
    return new ArmCall<>(operation, method, path.encoded(), "", null, body, success, reading);
  }

  /** Returns the call with a query parameter; the same call if the value is null. */
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
            reading);
  }

  /**
   * Returns the call for a further page. It is a GET whatever the first was: so the swaggers'
   * {@code x-ms-pageable} means it, also after the POST of listAssociatedResources.
   */
  ArmCall<T> following(String nextLink) {
    return new ArmCall<>(
        operation, HttpMethod.GET, resource, "", nextLink, null, Set.of(OK), reading);
  }
}
