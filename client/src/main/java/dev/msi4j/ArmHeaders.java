package dev.msi4j;

import com.azure.core.http.HttpHeaderName;

/** The headers of Resource Manager's own. */
final class ArmHeaders {
  static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");
  static final HttpHeaderName CORRELATION_ID =
      HttpHeaderName.fromString("x-ms-correlation-request-id");

  private ArmHeaders() {}
}
