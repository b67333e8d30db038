package dev.msi4j.cli.estate;

import dev.msi4j.cli.azure.Resource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A role definition.
 *
 * @param id the GUID, in lower case
 */
public record RoleDefinition(
    String id, String name, boolean isCustom, List<Permission> permissions) {

  /** The patterns of actions that a permission allows and excludes, in lower case. */
  public record Permission(
      List<String> actions,
      List<String> notActions,
      List<String> dataActions,
      List<String> notDataActions) {

    private boolean allows(String action) {
      return (matches(actions, action) && !matches(notActions, action))
          || (matches(dataActions, action) && !matches(notDataActions, action));
    }

    private static boolean matches(List<String> patterns, String action) {
      return patterns.stream().anyMatch(each -> Glob.actions(each).matches(action));
    }
  }

  static RoleDefinition of(Resource definition) {
    var id = RoleNames.id(definition.id());
    return new RoleDefinition(
        id,
        definition.textOr(id, "properties", "roleName"),
        "CustomRole".equals(definition.text("properties", "type")),
        definition.objects("properties", "permissions").stream()
            .map(each ->
                new Permission(
                    patterns(each, "actions"),
                    patterns(each, "notActions"),
                    patterns(each, "dataActions"),
                    patterns(each, "notDataActions")))
            .toList());
  }

  private static List<String> patterns(Resource permission, String name) {
    return permission.value(name) instanceof List<?> list
        ? list.stream().map(each -> String.valueOf(each).toLowerCase(Locale.ROOT)).toList()
        : List.of();
  }

  /**
   * Returns whether the role allows an action of the control plane or of data.
   *
   * @param action the action, such as {@code Microsoft.Compute/virtualMachines/write}
   */
  public boolean allows(String action) {
    var folded = action.toLowerCase(Locale.ROOT);
    return permissions.stream().anyMatch(each -> each.allows(folded));
  }

  /** Returns the patterns of all allowed actions, those of data included. */
  public Stream<String> actions() {
    return permissions.stream()
        .flatMap(each -> Stream.concat(each.actions().stream(), each.dataActions().stream()));
  }
}
