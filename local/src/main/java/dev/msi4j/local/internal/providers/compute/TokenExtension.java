package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of the extension that gives out tokens on a port inside the machine. */
final class TokenExtension {
  private static final int USUAL_PORT = 50_342;
  private static final int LAST_PORT = 65_535;

  /** What the extension can serve; the instance metadata service can do more. */
  private static final int MOST_IDENTITIES = 32;

  private static final Set<String> HANDLERS =
      Set.of(handler(ExtensionImages.FOR_LINUX), handler(ExtensionImages.FOR_WINDOWS));

  private TokenExtension() {}

  /** Checks the extension, if it is this one, against the machine that it is for. */
  static void check(ExtensionRow extension, ManagedServiceIdentity identities) {
    if (!isOne(extension)) {
      return;
    }
    port(extension);
    var assigned = identities.userAssigned().size();
    if (assigned > MOST_IDENTITIES) {
      throw ArmErrors.badRequest(
          "The extension '"
              + extension.extensionType()
              + "' supports at most "
              + MOST_IDENTITIES
              + " user assigned identities, and the virtual machine has "
              + assigned
              + ".");
    }
  }

  /** The port where a machine with these extensions gives out tokens, or null if it does not. */
  static @Nullable Integer port(List<ExtensionRow> extensions) {
    return extensions.stream()
        .filter(ExtensionRow::isInstalled)
        .filter(TokenExtension::isOne)
        .map(TokenExtension::port)
        .findFirst()
        .orElse(null);
  }

  private static boolean isOne(ExtensionRow extension) {
    return HANDLERS.stream().anyMatch(extension.handler()::equalsIgnoreCase);
  }

  private static int port(ExtensionRow extension) {
    var settings = settings(extension.properties());
    int port = settings.integer("port").orElse(USUAL_PORT);
    if (port < 1 || port > LAST_PORT) {
      throw ArmErrors.invalidParameter(
          "settings.port",
          "The value "
              + port
              + " of settings.port is invalid: it must be in 1 to "
              + LAST_PORT
              + ".");
    }
    return port;
  }

  private static JsonBody settings(ObjectNode properties) {
    return JsonBody.at("properties", properties).object("settings");
  }

  private static String handler(String type) {
    return ExtensionImages.PUBLISHER + "." + type;
  }
}
