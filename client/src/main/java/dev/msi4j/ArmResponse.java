package dev.msi4j;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.Response;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call with the response that contained it. The headers are those of the HTTP
 * client, which converts them only if a caller reads them.
 */
final class ArmResponse<T> implements Response<T> {
  private final HttpResponse response;
  private final @Nullable T value;

  ArmResponse(HttpResponse response, @Nullable T value) {
    this.response = response;
    this.value = value;
  }

  @Override
  public int getStatusCode() {
    return response.getStatusCode();
  }

  @Override
  public HttpHeaders getHeaders() {
    return response.getHeaders();
  }

  @Override
  public HttpRequest getRequest() {
    return response.getRequest();
  }

  @Override
  public @Nullable T getValue() {
    return value;
  }
}
