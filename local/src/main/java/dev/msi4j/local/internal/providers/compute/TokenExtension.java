package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.http.JsonBody;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates the managed identity extension, which serves tokens on a port of the virtual machine.
 */
final class TokenExtension {
  private static final int DEFAULT_PORT = 50_342;
  private static final int MAX_PORT = 65_535;

  /** The limit of the extension; the instance metadata service supports more identities. */
  private static final int MAX_IDENTITIES = 32;

  private static final Set<String> HANDLERS =
      Set.of(handler(ExtensionImages.FOR_LINUX), handler(ExtensionImages.FOR_WINDOWS));

  private TokenExtension() {}

  /** Validates an extension if it is a managed identity extension. */
  static void check(ExtensionRow extension, ManagedServiceIdentity identities) {
    if (!isTokenExtension(extension)) {
      return;
    }
    port(extension);
    var assigned = identities.userAssigned().size();
    if (assigned > MAX_IDENTITIES) {
      throw ArmErrors.badRequest(
          "The extension '"
              + extension.extensionType()
              + "' supports at most "
              + MAX_IDENTITIES
              + " user assigned identities, and the virtual machine has "
              + assigned
              + ".");
    }
  }

  /** Returns the token port of a virtual machine with these extensions, or null for none. */
  static @Nullable Integer port(List<ExtensionRow> extensions) {
    return extensions.stream()
        .filter(ExtensionRow::isInstalled)
        .filter(TokenExtension::isTokenExtension)
        .map(TokenExtension::port)
        .findFirst()
        .orElse(null);
  }

  private static boolean isTokenExtension(ExtensionRow extension) {
    return HANDLERS.stream().anyMatch(extension.handler()::equalsIgnoreCase);
  }

  private static int port(ExtensionRow extension) {
    var settings = settings(extension.properties());
    int port = settings.integer("port").orElse(DEFAULT_PORT);
    if (port < 1 || port > MAX_PORT) {
      throw ArmErrors.invalidParameter(
          "settings.port",
          "The value " + port + " of settings.port is invalid: expected 1 to " + MAX_PORT + ".");
    }
    return port;
  }

  private static JsonBody settings(ObjectNode properties) {
    return JsonBody.at("properties", properties, ArmErrors.BODY).object("settings");
  }

  private static String handler(String type) {
    return ExtensionImages.PUBLISHER + "." + type;
  }
}
