package dev.msi4j.local.internal.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifies access decisions, one per line: the roles of a caller as ROLE@SCOPE, an action, a scope,
 * and the expected decision. The prefix {@code data:} marks a data action.
 */
class AccessTests {
  private static final String DECISIONS =
      """
      # Scopes: a role applies at its scope and narrower ones; segments are compared ignoring case
      Reader@/s/1 | M.Network/virtualNetworks/read | /s/1 | yes
      Reader@/s/1 | M.Network/virtualNetworks/read | /s/1/g/rg | yes
      Reader@/s/1 | M.Network/virtualNetworks/read | /s/1/g/rg/p/M.Network/virtualNetworks/a | yes
      Reader@/s/1 | M.Network/virtualNetworks/read | /s/2 | no
      Reader@/s/1 | M.Network/virtualNetworks/read | /s/12 | no
      Reader@/s/1 | M.Network/virtualNetworks/read | / | no
      Reader@/s/1/g/rg | M.Network/virtualNetworks/read | /s/1 | no
      Reader@/s/1/g/rg | M.Network/virtualNetworks/read | /s/1/g/rg | yes
      Reader@/s/1/g/rg | M.Network/virtualNetworks/read | /s/1/g/RG | yes
      Reader@/s/1/G/RG | M.Network/virtualNetworks/read | /S/1/g/rg/p/M.Network/virtualNetworks/a | yes
      Reader@/s/1/g/rg | M.Network/virtualNetworks/read | /s/1/g/rg2 | no
      Reader@/s/1/g/rg | M.Network/virtualNetworks/read | /s/1/g/rg2/p/M.Network/virtualNetworks/a | no
      Reader@/s/1/g/rg2 | M.Network/virtualNetworks/read | /s/1/g/rg | no
      Reader@/s/1/g/rg | M.Network/virtualNetworks/read | /s/1/g/r | no
      Reader@/s/1/g/rg | M.Network/virtualNetworks/read | /s/2/g/rg | no
      Reader@/s/1/g/rg/ | M.Network/virtualNetworks/read | /s/1/g/rg | yes
      Reader@/s/1/g/rg/p/M.Compute/virtualMachines/a | M.Compute/virtualMachines/read | /s/1/g/rg/p/M.Compute/virtualMachines/a | yes
      Reader@/s/1/g/rg/p/M.Compute/virtualMachines/a | M.Compute/virtualMachines/extensions/read | /s/1/g/rg/p/M.Compute/virtualMachines/a/extensions/e | yes
      Reader@/s/1/g/rg/p/M.Compute/virtualMachines/a | M.Compute/virtualMachines/read | /s/1/g/rg/p/M.Compute/virtualMachines/ab | no
      Reader@/s/1/g/rg/p/M.Compute/virtualMachines/a | M.Compute/virtualMachines/read | /s/1/g/rg | no
      Reader@/ | M.Network/virtualNetworks/read | /s/1/g/rg | yes
      # Actions: patterns are matched ignoring case
      Reader@/s/1 | M.Network/virtualNetworks/READ | /s/1 | yes
      Reader@/s/1 | m.network/virtualnetworks/read | /s/1 | yes
      Reader@/s/1 | M.Network/virtualNetworks/write | /s/1 | no
      Reader@/s/1 | M.Network/virtualNetworks/delete | /s/1 | no
      Reader@/s/1 | M.Compute/virtualMachines/start/action | /s/1 | no
      Reader@/s/1 | M.Network/virtualNetworks/reader | /s/1 | no
      Reader@/s/1 | read | /s/1 | no
      Owner@/s/1 | M.Authorization/roleAssignments/write | /s/1/g/rg | yes
      Owner@/s/1 | anything/at/all | /s/1 | yes
      Owner@/s/1 | anything/at/all | /s/2 | no
      # NotActions are removed from the role that has them
      Contributor@/s/1 | M.Compute/virtualMachines/write | /s/1/g/rg | yes
      Contributor@/s/1 | M.Authorization/roleAssignments/read | /s/1 | yes
      Contributor@/s/1 | M.Authorization/roleAssignments/write | /s/1 | no
      Contributor@/s/1 | m.authorization/roleassignments/WRITE | /s/1 | no
      Contributor@/s/1 | M.Authorization/roleAssignments/delete | /s/1 | no
      Contributor@/s/1 | M.Authorization/roleDefinitions/write | /s/1 | no
      Contributor@/s/1 | M.Authorization/elevateAccess/action | /s/1 | no
      Contributor@/s/1 | M.Authorization/locks/write | /s/1 | no
      Contributor@/s/1 | M.ManagedIdentity/userAssignedIdentities/assign/action | /s/1/g/rg | yes
      # and not from other roles
      Contributor@/s/1, User Access Administrator@/s/1 | M.Authorization/roleAssignments/write | /s/1 | yes
      Contributor@/s/1, User Access Administrator@/s/1/g/rg | M.Authorization/roleAssignments/write | /s/1 | no
      Contributor@/s/1, User Access Administrator@/s/1/g/rg | M.Authorization/roleAssignments/write | /s/1/g/rg | yes
      Owner@/s/1/g/rg, Contributor@/s/1 | M.Authorization/roleAssignments/write | /s/1/g/rg | yes
      Owner@/s/1/g/rg, Contributor@/s/1 | M.Authorization/roleAssignments/write | /s/1/g/rg2 | no
      # Several roles: the permissions are added, each at its scope
      Reader@/s/1, Virtual Machine Contributor@/s/1/g/rg | M.Compute/virtualMachines/write | /s/1/g/rg | yes
      Reader@/s/1, Virtual Machine Contributor@/s/1/g/rg | M.Compute/virtualMachines/write | /s/1/g/rg2 | no
      Reader@/s/1, Virtual Machine Contributor@/s/1/g/rg | M.Compute/virtualMachines/read | /s/1/g/rg2 | yes
      # Roles for one service
      Managed Identity Operator@/s/1 | M.ManagedIdentity/userAssignedIdentities/a/assign/action | /s/1 | yes
      Managed Identity Operator@/s/1 | M.ManagedIdentity/userAssignedIdentities/assign/action | /s/1/g/rg | yes
      Managed Identity Operator@/s/1 | M.ManagedIdentity/userAssignedIdentities/read | /s/1/g/rg | yes
      Managed Identity Operator@/s/1/g/rg | M.ManagedIdentity/userAssignedIdentities/assign/action | /s/1/g/rg2 | no
      Managed Identity Operator@/s/1 | M.ManagedIdentity/userAssignedIdentities/write | /s/1 | no
      Virtual Machine User Login@/s/1 | M.Compute/virtualMachines/read | /s/1 | yes
      Managed Identity Contributor@/s/1 | M.ManagedIdentity/userAssignedIdentities/write | /s/1 | yes
      Managed Identity Contributor@/s/1 | M.ManagedIdentity/userAssignedIdentities/assign/action | /s/1 | no
      Managed Identity Contributor@/s/1 | M.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write | /s/1 | no
      Virtual Machine Contributor@/s/1 | M.Compute/virtualMachines/start/action | /s/1 | yes
      Virtual Machine Contributor@/s/1 | M.Compute/virtualMachines/extensions/write | /s/1 | yes
      Virtual Machine Contributor@/s/1 | M.Network/virtualNetworks/write | /s/1 | no
      Network Contributor@/s/1 | M.Network/virtualNetworks/subnets/join/action | /s/1 | yes
      Network Contributor@/s/1 | M.Compute/virtualMachines/read | /s/1 | no
      User Access Administrator@/s/1 | M.Authorization/roleAssignments/delete | /s/1 | yes
      User Access Administrator@/s/1 | M.Compute/virtualMachines/write | /s/1 | no
      # Data actions are separate from actions
      Owner@/s/1 | data:M.Storage/storageAccounts/blobServices/containers/blobs/read | /s/1 | no
      Reader@/s/1 | data:M.Storage/storageAccounts/blobServices/containers/blobs/read | /s/1 | no
      Storage Blob Data Reader@/s/1 | data:M.Storage/storageAccounts/blobServices/containers/blobs/read | /s/1 | yes
      Storage Blob Data Reader@/s/1 | data:M.Storage/storageAccounts/blobServices/containers/blobs/write | /s/1 | no
      Storage Blob Data Reader@/s/1 | M.Storage/storageAccounts/blobServices/containers/blobs/read | /s/1 | no
      Storage Blob Data Owner@/s/1/g/rg | data:M.Storage/storageAccounts/blobServices/containers/blobs/tags/write | /s/1/g/rg | yes
      Key Vault Secrets User@/s/1/g/rg | data:M.KeyVault/vaults/secrets/getSecret/action | /s/1/g/rg2 | no
      # Custom role
      Narrow@/s/1 | M.Compute/virtualMachines/a/read | /s/1 | yes
      Narrow@/s/1 | M.Compute/virtualMachines/secret/read | /s/1 | no
      Narrow@/s/1 | M.Compute/other/read | /s/1 | yes
      Narrow@/s/1 | data:M.Compute/virtualMachines/login/action | /s/1 | yes
      Narrow@/s/1 | data:M.Compute/virtualMachines/loginAsAdmin/action | /s/1 | no
      # No role
       | M.Network/virtualNetworks/read | /s/1 | no
      """;

  private static final Role NARROW =
      new Role(
          "00000000-0000-0000-0000-000000000001",
          "Narrow",
          "",
          Role.CUSTOM,
          List.of(
              new Role.Permission(
                  List.of("Microsoft.Compute/virtualMachines/*/read"),
                  List.of("Microsoft.Compute/*/secret/*"),
                  List.of("Microsoft.Compute/virtualMachines/*/action"),
                  List.of("*AsAdmin/action")),
              new Role.Permission(
                  List.of("Microsoft.Compute/other/read"), List.of(), List.of(), List.of())),
          List.of("/subscriptions/1"));

  private static final List<Role> BUILT_IN = new Roles().builtIn();

  static Stream<Arguments> decisions() {
    return DECISIONS
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> Arguments.of((Object[]) line.split("\\|", -1)));
  }

  @ParameterizedTest(name = "{0} wants {1} at {2}: {3}")
  @MethodSource("decisions")
  void allowsReturnsExpectedDecision(String roles, String action, String scope, String allowed) {
    var access = new Access(grants(roles.strip()));
    var requested = action.strip().replace("M.", "Microsoft.").replace("m.", "microsoft.");
    var where = path(scope.strip());

    var may =
        requested.startsWith("data:")
            ? access.allowsData(requested.substring(5), where)
            : access.allows(requested, where);

    assertThat(may).isEqualTo(allowed.strip().equals("yes"));
  }

  private static List<Grant> grants(String roles) {
    var grants = new ArrayList<Grant>();
    for (var each : roles.split(", ", -1)) {
      if (!each.isEmpty()) {
        var at = each.indexOf('@');
        var role = role(each.substring(0, at));
        grants.add(new Grant(Scope.of(path(each.substring(at + 1))), role));
      }
    }
    return grants;
  }

  private static Role role(String name) {
    return Stream.concat(Stream.of(NARROW), BUILT_IN.stream())
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String path(String text) {
    return text.replace("/s/", "/subscriptions/")
        .replace("/S/", "/Subscriptions/")
        .replace("/g/", "/resourceGroups/")
        .replace("/G/", "/RESOURCEGROUPS/")
        .replace("/p/M.", "/providers/Microsoft.");
  }
}
