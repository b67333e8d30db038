package dev.msi4j.cli.role;

import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import java.util.Locale;

/** Reads the scopes of role assignments. */
public final class Scopes {
  private static final String PROVIDERS = "/providers/microsoft.management/";
  private static final String SUBSCRIPTIONS = "/subscriptions/";

  private Scopes() {}

  /** Returns the path of a scope: a resource id, or the resource group of a name. */
  public static String path(ResourceManager resourceManager, String scope) {
    if (!scope.contains("/")) {
      return resourceManager.resourceGroup(scope);
    }
    var folded = scope.toLowerCase(Locale.ROOT);
    if (!folded.startsWith(SUBSCRIPTIONS) && !folded.startsWith(PROVIDERS) && !scope.equals("/")) {
      throw new CommandException(
          "--scope '"
              + scope
              + "' must be a resource id that starts with /subscriptions/, or the name of a"
              + " resource group");
    }
    return scope.endsWith("/") ? scope.substring(0, scope.length() - 1) : scope;
  }

  /** Returns whether a scope equals another one or is under it. */
  static boolean isWithin(String scope, String outer) {
    var inside = (scope + "/").toLowerCase(Locale.ROOT);
    return inside.startsWith((outer + "/").toLowerCase(Locale.ROOT));
  }
}
