package dev.msi4j.local.internal.arm;

import dev.msi4j.local.Arm;
import dev.msi4j.local.DeclaredEndpoints;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A request for a declared operation, derived from its declaration. */
record EveryOperation(Operation operation, String path) {
  /** The resource group in the paths of the requests. */
  static final String GROUP = "hidden-group";

  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String GUID = "6a31f1cf-8bcb-4ab6-a0bd-3cf2a5b6f0b1";

  /** The values of path parameters that do not accept arbitrary names. */
  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "resourceGroupName",
          GROUP,
          "location",
          "eastus",
          "operation",
          GUID,
          "namespace",
          "Microsoft.Compute",
          "resourceProviderNamespace",
          "Microsoft.Compute");

  /** Returns a request for each declared operation. */
  static List<EveryOperation> of(LocalAzure azure) {
    var arm = Arm.signIn(azure);
    return DeclaredEndpoints.operations(azure).all().stream()
        .map(operation -> new EveryOperation(operation, path(arm, operation)))
        .toList();
  }

  private static String path(Arm arm, Operation operation) {
    var template =
        operation
            .template()
            .replace("/{scope}", arm.group(GROUP))
            .replace("/subscriptions/{subscriptionId}", arm.subscription());
    var name = operation.action().startsWith("Microsoft.Authorization/") ? GUID : "hidden-name";
    return PARAMETER
        .matcher(template)
        .replaceAll(parameter -> ARGUMENTS.getOrDefault(parameter.group(1), name));
  }

  Response send(Arm caller) {
    return send(caller, "");
  }

  Response send(Arm caller, String body) {
    return caller.send(operation.method(), path, "api-version=" + version(), body);
  }

  private String version() {
    return operation.versions().listed().get(0);
  }

  /** Returns whether the action is a read. */
  boolean reads() {
    return operation.action().endsWith("/read");
  }

  /** Returns whether the path is in {@link #GROUP}. */
  boolean isInGroup() {
    return path.contains("/" + GROUP);
  }

  @Override
  public String toString() {
    return operation.method() + " " + operation.template();
  }
}
