package dev.msi4j.local.internal.keyvault;

import dev.msi4j.local.internal.http.ODataErrorException;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An error in the format of Key Vault, which can contain a more specific code. */
final class VaultException extends ODataErrorException {
  @Serial private static final long serialVersionUID = 1;

  private final @Nullable String innerCode;

  VaultException(int status, String code, String message) {
    this(status, code, message, null);
  }

  VaultException(int status, String code, String message, @Nullable String innerCode) {
    super(status, code, message);
    this.innerCode = innerCode;
  }

  @Override
  public Response response(String origin) {
    if (innerCode == null) {
      return super.response(origin);
    }
    var document = Json.object();
    document
        .putObject("error")
        .put("code", code())
        .put("message", getMessage())
        .putObject("innererror")
        .put("code", innerCode);
    return Response.json(status(), document);
  }
}
