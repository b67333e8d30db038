package dev.msi4j.local.internal.keyvault;

import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.keyvault.SecretVersion.SecretProperties;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses and validates requests to the secrets of a vault. */
public final class SecretRequests {
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");

  /** Versions up to 7.6 are numbers; later ones are dates. */
  private static final Pattern VERSION =
      Pattern.compile("7\\.\\d(-preview(\\.\\d)?)?|20\\d\\d-[01]\\d-[0-3]\\d(-preview)?");

  /** The limit in "About Azure Key Vault secrets". */
  private static final int MAX_VALUE_BYTES = 25_600;

  private SecretRequests() {}

  static void checkVersion(Request request) {
    var version = request.query().filled("api-version").orElseThrow(VaultErrors::missingApiVersion);
    if (!VERSION.matcher(version).matches()) {
      throw VaultErrors.invalidApiVersion(version);
    }
  }

  /** Checks the name of a secret. */
  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw VaultErrors.invalidName(name);
    }
  }

  static JsonBody body(Request request) {
    return JsonBody.of(request.body(), VaultErrors.BODY);
  }

  /** Returns the value of a secret in a body. */
  public static String value(JsonBody body) {
    var value = body.required("value");
    var bytes = value.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_VALUE_BYTES) {
      throw VaultErrors.valueTooLong(bytes, MAX_VALUE_BYTES);
    }
    return value;
  }

  /** Returns the properties of a secret in a body. */
  public static SecretProperties properties(JsonBody body) {
    var attributes = body.object("attributes");
    return new SecretProperties(
        body.text("contentType").orElse(null),
        body.textsByName("tags").orElse(null),
        attributes.flag("enabled").orElse(null),
        seconds(attributes, "nbf"),
        seconds(attributes, "exp"));
  }

  private static @Nullable Long seconds(JsonBody attributes, String name) {
    if (!attributes.has(name)) {
      return null;
    }
    var value = attributes.node().get(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw VaultErrors.BODY.invalid(attributes.path() + "." + name, "an integer", value);
    }
    return value.longValue();
  }
}
