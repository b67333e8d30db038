package dev.msi4j.local.arm;

import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.Refusal;
import dev.msi4j.local.front.Response;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refusal in Resource Manager's envelope: {@code {"error":{"code","message"}}}. */
public class ArmRefusal extends Refusal {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final @Nullable String target;

  /** A refusal that a provider words itself. */
  public ArmRefusal(int status, String code, String message) {
    this(status, code, message, null);
  }

  /**
   * A refusal of one part of a request.
   *
   * @param target what of the request is refused, or null where Azure does not say
   */
  public ArmRefusal(int status, String code, String message, @Nullable String target) {
    super(message);
    this.status = status;
    this.code = code;
    this.target = target;
  }

  public int status() {
    return status;
  }

  /** The code that clients tell refusals apart by. */
  public String code() {
    return code;
  }

  @Override
  public Response answer(String origin) {
    var document = Json.object();
    var error = document.putObject("error").put("code", code).put("message", getMessage());
    if (target != null) {
      error.put("target", target);
    }
    return Response.json(status, document);
  }
}
