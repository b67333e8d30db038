package dev.msi4j.local.internal.keyvault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.ODataErrorException;
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
  protected void addMembers(ObjectNode error) {
    if (innerCode != null) {
      error.putObject("innererror").put("code", innerCode);
    }
  }
}
