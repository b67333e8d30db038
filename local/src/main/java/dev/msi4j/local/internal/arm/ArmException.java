package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.ODataErrorException;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refusal in Resource Manager's envelope: {@code {"error":{"code","message"}}}. */
public class ArmException extends ODataErrorException {
  @Serial private static final long serialVersionUID = 1;

  private final @Nullable String target;

  /** A refusal that a provider words itself. */
  public ArmException(int status, String code, String message) {
    this(status, code, message, null);
  }

  /**
   * A refusal of one part of a request.
   *
   * @param target what of the request is refused, or null where Azure does not say
   */
  public ArmException(int status, String code, String message, @Nullable String target) {
    super(status, code, message);
    this.target = target;
  }

  @Override
  public Response answer(String origin) {
    if (target == null) {
      return super.answer(origin);
    }
    var document = Json.object();
    document
        .putObject("error")
        .put("code", code())
        .put("message", getMessage())
        .put("target", target);
    return Response.json(status(), document);
  }
}
