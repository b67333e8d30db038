package dev.msi4j;

import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.SimpleResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.FluxUtil;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where an {@link ArmCall} meets the pipeline: the only class that sends, checks and decodes. */
final class ArmTransport {
  private static final String JSON = "application/json";

  private final HttpPipeline pipeline;
  private final Endpoint endpoint;
  private final ApiProfile profile;

  ArmTransport(HttpPipeline pipeline, Endpoint endpoint, ApiProfile profile) {
    this.pipeline = pipeline;
    this.endpoint = endpoint;
    this.profile = profile;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Returns the version the call is sent with.
   *
   * @throws UnsupportedOperationException if that version lacks the operation or a field
   */
  ApiVersion versionOf(ArmCall<?> call) {
    Feature operation = call.operation();
    ApiVersion version = operation.versionFor(profile.versionOrNull(operation.group()));
    if (call.body() != null) {
      call.body().fields().forEach(field -> field.requireIn(version));
    }
    return version;
  }

  <T> Response<T> send(ArmCall<T> call, Context context) {
    return conclude(call, BufferedResponse.of(sendSync(request(call), context)));
  }

  /** Sends when subscribed to; a call that cannot be made fails then too, not before. */
  <T> Mono<Response<T>> sendAsync(Supplier<ArmCall<T>> calls) {
    return FluxUtil.withContext(context -> {
      ArmCall<T> call = calls.get();
      return sendAsync(request(call), context)
          .flatMap(BufferedResponse::ofAsync)
          .map(response -> conclude(call, response));
    });
  }

  /** Sends a request of the caller's own and judges nothing about the answer. */
  HttpResponse sendAsIs(HttpRequest request, Context context) {
    return sendSync(atEndpoint(request), context);
  }

  /**
   * Sends a request of the caller's own when subscribed to, and judges nothing about the answer.
   */
  Mono<HttpResponse> sendAsIsAsync(Supplier<HttpRequest> request) {
    return FluxUtil.withContext(context -> sendAsync(atEndpoint(request.get()), context));
  }

  /** A request of the caller's own to a URL that may be relative. */
  HttpRequest request(HttpMethod method, String url, @Nullable BinaryData json) {
    return withBody(new HttpRequest(method, endpoint.resolve(url)), json);
  }

  /** Returns a copy, since policies change the request they send. */
  private HttpRequest atEndpoint(HttpRequest request) {
    String url = request.getUrl().toString();
    if (!endpoint.isOriginOf(url)) {
      throw new IllegalArgumentException(
          "url '" + url + "' must be at " + endpoint.base() + ": the token must not leave it");
    }
    return request.copy();
  }

  private HttpRequest request(ArmCall<?> call) {
    return withBody(
        new HttpRequest(call.method(), url(call)),
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

  /** A body from a stream would be gone when a policy has to send the request again. */
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

  private String url(ArmCall<?> call) {
    if (call.link() == null) {
      return endpoint.base()
          + call.resource()
          + "?"
          + call.query()
          + "api-version="
          + versionOf(call).getValue();
    }
    String link = endpoint.resolve(call.link());
    if (!endpoint.isOriginOf(link)) {
      throw new AzureException(
          call.operation()
              + " of "
              + call.resource()
              + ": the next link '"
              + call.link()
              + "' leads away from "
              + endpoint.base()
              + "; it is not followed, since the token must not leave");
    }
    return link;
  }

  private static <T> Response<T> conclude(ArmCall<T> call, BufferedResponse response) {
    if (!call.success().contains(response.getStatusCode())) {
      throw ArmExceptions.exception(call, response);
    }
    try {
      if (response.bodyFailure() != null) {
        throw new IOException(
            "it broke off: " + response.bodyFailure().getMessage(), response.bodyFailure());
      }
      return new SimpleResponse<>(
          response.getRequest(),
          response.getStatusCode(),
          response.getHeaders(),
          call.reading().read(response));
    } catch (IOException e) {
      throw ArmExceptions.unreadable(call, response, e);
    }
  }
}
