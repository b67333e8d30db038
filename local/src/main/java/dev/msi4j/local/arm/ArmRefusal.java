package dev.msi4j.local.arm;

import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.Refusal;
import dev.msi4j.local.front.Response;
import java.io.Serial;

/** A refusal in Resource Manager's envelope: {@code {"error":{"code","message"}}}. */
public class ArmRefusal extends Refusal {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  /** A refusal that a provider words itself. */
  public ArmRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
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
    document.putObject("error").put("code", code).put("message", getMessage());
    return Response.json(status, document);
  }
}
