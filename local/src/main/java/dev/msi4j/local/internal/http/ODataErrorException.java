package dev.msi4j.local.internal.http;

import java.io.Serial;
import java.util.Objects;

/**
 * Rejects a request with the OData error format of most Azure protocols: {@code
 * {"error":{"code","message"}}}.
 */
public abstract class ODataErrorException extends ErrorResponseException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  public ODataErrorException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public final int status() {
    return status;
  }

  /** Returns the error code, such as {@code ResourceNotFound}. */
  public final String code() {
    return code;
  }

  @Override
  public Response response(String origin) {
    return Response.error(status, code, Objects.requireNonNull(getMessage()));
  }
}
