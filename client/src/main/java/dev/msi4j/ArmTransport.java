package dev.msi4j;

import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.FluxUtil;
import com.azure.json.JsonReader;
import com.azure.json.ReadValueCallback;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sends {@link ArmCall}s through the HTTP pipeline, checks the status and decodes the response. The
 * only class that uses the pipeline. Immutable and thread-safe.
 */
final class ArmTransport {
  private static final String JSON = "application/json";

  private final HttpPipeline pipeline;
  private final Endpoint endpoint;
  private final ApiProfile profile;
  private final ResponseParser parser = new ResponseParser();
  private final ReadAheadBody.Buffers buffers = new ReadAheadBody.Buffers();

  ArmTransport(HttpPipeline pipeline, Endpoint endpoint, ApiProfile profile) {
    this.pipeline = pipeline;
    this.endpoint = endpoint;
    this.profile = profile;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Returns the API version that a call is sent with.
   *
   * @throws UnsupportedOperationException if the version lacks the operation or a property that is
   *     set
   */
  ApiVersion versionOf(ArmCall<?> call) {
    Feature operation = call.operation();
    ApiVersion version = operation.versionFor(profile.versionOrNull(operation.group()));
    if (call.body() != null) {
      for (Feature field : call.body().fields()) {
        field.requireIn(version);
      }
    }
    return version;
  }

  <T> Response<T> send(ArmCall<T> call, Context context) {
    HttpResponse response = sendSync(request(call), context);
    return isSuccess(call, response) && call.reader() instanceof ArmCall.JsonBody<T> json
        ? parseStream(call, response, json)
        : toResult(call, BufferedResponse.of(response));
  }

  /** Sends a call when the result is subscribed to. Invalid arguments fail at that time, too. */
  <T> Mono<Response<T>> sendAsync(Supplier<ArmCall<T>> calls) {
    return FluxUtil.withContext(context -> {
      ArmCall<T> call = calls.get();
      return sendAsync(request(call), context)
          .flatMap(BufferedResponse::ofAsync)
          .map(response -> toResult(call, response));
    });
  }

  /** Sends a custom request and returns the response without checking its status. */
  HttpResponse sendRaw(HttpRequest request, Context context) {
    return sendSync(checkedCopy(request), context);
  }

  /**
   * Sends a custom request when the result is subscribed to, and emits the response without
   * checking its status.
   */
  Mono<HttpResponse> sendRawAsync(Supplier<HttpRequest> request) {
    return FluxUtil.withContext(context -> sendAsync(checkedCopy(request.get()), context));
  }

  /** Creates a custom request to a URL that may be relative to the endpoint. */
  HttpRequest request(HttpMethod method, String url, @Nullable BinaryData json) {
    return withBody(new HttpRequest(method, endpoint.resolve(url)), json);
  }

  /** Returns a copy, since policies modify the request they send. */
  private HttpRequest checkedCopy(HttpRequest request) {
    String url = request.getUrl().toString();
    if (!endpoint.isOriginOf(url)) {
      throw new IllegalArgumentException(
          "url '"
              + url
              + "' must have the origin of "
              + endpoint.base()
              + ": the access token must not be sent to another server");
    }
    return request.copy();
  }

  private HttpRequest request(ArmCall<?> call) {
    return withBody(
        call.link() == null
            ? new HttpRequest(call.method(), endpoint.url(call.target(versionOf(call))))
            : new HttpRequest(call.method(), checkedLink(call, call.link())),
        call.body() == null ? null : call.body().content());
  }

  private static HttpRequest withBody(HttpRequest request, @Nullable BinaryData json) {
    request.setHeader(HttpHeaderName.ACCEPT, JSON);
    if (json != null) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, JSON);
      request.setBody(json);
    }
    return request;
  }

  /** Makes the body replayable first, since policies may send the request more than once. */
  private HttpResponse sendSync(HttpRequest request, Context context) {
    BinaryData body = request.getBodyAsBinaryData();
    if (body != null && !body.isReplayable()) {
      request.setBody(body.toReplayableBinaryData());
    }
    return pipeline.sendSync(request, context);
  }

  private Mono<HttpResponse> sendAsync(HttpRequest request, Context context) {
    BinaryData body = request.getBodyAsBinaryData();
    return body == null || body.isReplayable()
        ? pipeline.send(request, context)
        : body.toReplayableBinaryDataAsync()
            .flatMap(replayable -> pipeline.send(request.setBody(replayable), context));
  }

  private String checkedLink(ArmCall<?> call, String nextLink) {
    String link = endpoint.resolve(nextLink);
    if (!endpoint.isOriginOf(link)) {
      throw new AzureException(
          call.operation()
              + " of "
              + call.resource()
              + ": the next link '"
              + nextLink
              + "' is outside of "
              + endpoint.base()
              + "; it is not followed because the access token must not be sent to another server");
    }
    return link;
  }

  private static boolean isSuccess(ArmCall<?> call, HttpResponse response) {
    return call.success().contains(response.getStatusCode());
  }

  /** Parses the body while it arrives, and releases the connection. */
  private <T> Response<T> parseStream(
      ArmCall<T> call, HttpResponse response, ArmCall.JsonBody<T> json) {
    try (response) {
      BoundedBody body = BoundedBody.stream(response);
      ReadAheadBody readAhead = buffers.open(body);
      try {
        return new ArmResponse<>(response, parse(readAhead, json.values().get()));
      } catch (IOException e) {
        throw ArmExceptions.ofUnreadableBody(
            call, BufferedResponse.of(response, readAhead, body.failure()), e);
      } finally {
        buffers.release(readAhead);
      }
    }
  }

  private <T> T parse(ReadAheadBody body, ReadValueCallback<JsonReader, T> value)
      throws IOException {
    return body.fitsIntoBuffer()
        ? parser.parse(body.buffer(), body.length(), value)
        : parser.parse(body, value);
  }

  private <T> Response<T> toResult(ArmCall<T> call, BufferedResponse response) {
    if (!isSuccess(call, response)) {
      throw ArmExceptions.ofErrorStatus(call, response);
    }
    if (response.bodyFailure() != null) {
      throw ArmExceptions.ofUnreadableBody(call, response, response.bodyFailure());
    }
    try {
      return new ArmResponse<>(response.head(), value(call.reader(), response));
    } catch (IOException e) {
      throw ArmExceptions.ofUnreadableBody(call, response, e);
    }
  }

  private <T> T value(ArmCall.ResponseReader<T> reader, BufferedResponse response)
      throws IOException {
    return reader instanceof ArmCall.JsonBody<T> json
        ? parser.parse(response.body(), response.body().length, json.values().get())
        : ((ArmCall.Status<T>) reader).value().apply(response.getStatusCode());
  }
}
