package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.Response;
import java.util.function.BiFunction;

/** Declares the lists of a resource type, in a resource group and in a subscription. */
public final class ResourceLists {
  private ResourceLists() {}

  /** Returns the path of the list of a type in a resource group. */
  public static String groupPath(String type) {
    return "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/" + type;
  }

  /**
   * Declares both lists. Their action is that of reading a resource.
   *
   * @param list returns a page of the resources whose keys start with a prefix
   */
  public static void declare(
      Operations.OperationsBuilder operations,
      String type,
      BiFunction<ArmRequest, String, Response> list) {
    var action = type + "/read";
    operations
        .get(groupPath(type))
        .action(action)
        .handle(request ->
            list.apply(
                request, ResourceGroups.prefix(request.subscription(), request.resourceGroup())));
    operations
        .get("/subscriptions/{subscriptionId}/providers/" + type)
        .action(action)
        .filtered()
        .handle(request -> list.apply(request, ResourceGroups.prefix(request.subscription())));
  }
}
