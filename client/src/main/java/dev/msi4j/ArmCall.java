package dev.msi4j;

import com.azure.core.http.HttpMethod;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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

  private static final Set<Integer> READ = Set.of(OK);
  private static final Set<Integer> WRITTEN = Set.of(OK, CREATED);
  private static final Set<Integer> DELETED = Set.of(OK, NO_CONTENT);

  /** Converts a successful response to the result of the call. */
  sealed interface ResponseReader<T> {
    static <T> ResponseReader<T> json(ReadValueCallback<JsonReader, T> value) {
      return json(() -> value);
    }

    /**
     * Returns a reader of JSON.
     *
     * @param values creates the reader of one response, which need not be thread-safe
     */
    static <T> ResponseReader<T> json(Supplier<ReadValueCallback<JsonReader, T>> values) {
      return new JsonBody<>(values);
    }

    static ResponseReader<Integer> status() {
      return new Status<>(status -> status);
    }
  }

  /** Reads the result from the body. */
  record JsonBody<T>(Supplier<ReadValueCallback<JsonReader, T>> values)
      implements ResponseReader<T> {}

  /** Derives the result from the status. */
  record Status<T>(IntFunction<T> value) implements ResponseReader<T> {}

  static <T> ArmCall<T> get(Feature operation, ArmPath path, ResponseReader<T> reader) {
    return of(operation, HttpMethod.GET, path, null, READ, reader);
  }

  static <T> ArmCall<T> post(Feature operation, ArmPath path, ResponseReader<T> reader) {
    return of(operation, HttpMethod.POST, path, null, READ, reader);
  }

  static <T> ArmCall<T> put(
      Feature operation, ArmPath path, ArmBody body, ResponseReader<T> reader) {
    return of(operation, HttpMethod.PUT, path, body, WRITTEN, reader);
  }

  static <T> ArmCall<T> patch(
      Feature operation, ArmPath path, ArmBody body, ResponseReader<T> reader) {
    return of(operation, HttpMethod.PATCH, path, body, READ, reader);
  }

  static ArmCall<DeleteResult> delete(Feature operation, ArmPath path) {
    return of(operation, HttpMethod.DELETE, path, null, DELETED, new Status<>(DeleteResult::of));
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

  /** Returns the path and the query of the request. */
  String target(ApiVersion version) {
    return query.isEmpty()
        ? resource.concat(version.query())
        : resource + "?" + query + "api-version=" + version;
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
    return new ArmCall<>(operation, HttpMethod.GET, resource, "", nextLink, null, READ, reader);
  }
}
