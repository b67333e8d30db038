package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.rbac.Access;
import dev.msi4j.local.internal.rbac.Accesses;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ResourceIdentitiesTests {
  private static final UUID TENANT = UUID.fromString("11111111-2222-3333-4444-555555555555");
  private static final String GROUP = "/subscriptions/s/resourceGroups/rg/providers/";
  private static final String MACHINE = GROUP + "Microsoft.Compute/virtualMachines/vm";

  private static final String ASSIGN =
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

  @AutoClose private final Store store = TestStores.fresh();
  private final ResourceIdentities identities =
      new ResourceIdentities(
          new Directory(TENANT, Clock.systemUTC(), UUID::randomUUID), new KnownIdentities());

  @Test
  void replaceRequiresAssignPermissionForNewIdentity() {
    var one = identity("one");

    assertThatThrownBy(
            () -> replace(Accesses.nothing(), ManagedServiceIdentity.NONE, Map.of(one, true)))
        .isInstanceOfSatisfying(
            ArmException.class,
            exception -> assertThat(exception.code()).isEqualTo("LinkedAuthorizationFailed"))
        .hasMessageContaining(one)
        .hasMessageContaining(ASSIGN);
  }

  @Test
  void replaceKeepsAssignedIdentityWithoutAssignPermission() {
    var one = identity("one");
    var assigned = replace(Accesses.everything(), ManagedServiceIdentity.NONE, Map.of(one, true));

    var again = replace(Accesses.nothing(), assigned, Map.of(one.toUpperCase(Locale.ROOT), true));

    assertThat(again.userAssigned()).hasSize(1);
    assertThat(replace(Accesses.nothing(), again, Map.of()).isNone()).isTrue();
  }

  @Test
  void replaceRejectsMoreThanThousandIdentities() {
    var many =
        IntStream.rangeClosed(1, 1001)
            .mapToObj(number -> identity("identity-" + number))
            .collect(Collectors.toMap(id -> id, id -> true));

    assertThatThrownBy(() -> replace(Accesses.everything(), ManagedServiceIdentity.NONE, many))
        .isInstanceOf(ArmException.class)
        .hasMessageContaining("1001")
        .hasMessageContaining("1000");
  }

  @Test
  void replaceRejectsRegionalIdentityOfOtherRegion() {
    var one = identity("one");

    assertThatThrownBy(() -> assign(assignable("westus", true, List.of()), one))
        .isInstanceOf(ArmException.class)
        .hasMessageContaining("isolation scope Regional")
        .hasMessageContaining("'westus'");
    assertThat(assign(assignable("eastus", true, List.of()), one).userAssigned()).hasSize(1);
  }

  @Test
  void replaceRejectsIdentityRestrictedToOtherResourceTypes() {
    var one = identity("one");

    assertThatThrownBy(
            () -> assign(assignable("eastus", false, List.of("Microsoft.Web", "a/b")), one))
        .isInstanceOf(ArmException.class)
        .hasMessageContaining("[\"Microsoft.Web\",\"a/b\"]");
    assertThat(
            assign(assignable("eastus", false, List.of("microsoft.compute")), one).userAssigned())
        .hasSize(1);
  }

  private ManagedServiceIdentity replace(
      Access access, ManagedServiceIdentity current, Map<String, Boolean> userAssigned) {
    var requestedIdentities =
        new ResourceIdentities.RequestedIdentities(false, !userAssigned.isEmpty(), userAssigned);
    return store.write(
        documents -> identities.replace(documents, machine(access), current, requestedIdentities));
  }

  private static ResourceIdentities.Target machine(Access access) {
    return new ResourceIdentities.Target(
        ResourceId.parse(MACHINE).orElseThrow(), "eastus", Requests.put(MACHINE, access));
  }

  private static String identity(String name) {
    return GROUP + "Microsoft.ManagedIdentity/userAssignedIdentities/" + name;
  }

  private ManagedServiceIdentity assign(
      AssignableIdentities.AssignableIdentity identity, String id) {
    var resources =
        new ResourceIdentities(
            new Directory(TENANT, Clock.systemUTC(), UUID::randomUUID),
            new KnownIdentities(Optional.of(identity)));
    var requested = new ResourceIdentities.RequestedIdentities(false, true, Map.of(id, true));
    return store.write(documents ->
        resources.replace(
            documents, machine(Accesses.everything()), ManagedServiceIdentity.NONE, requested));
  }

  private static AssignableIdentities.AssignableIdentity assignable(
      String location, boolean isRegional, List<String> restrictions) {
    return new AssignableIdentities.AssignableIdentity(
        "p", "c", location, isRegional, restrictions);
  }

  /** The same identity under every id of the type. */
  private record KnownIdentities(Optional<AssignableIdentities.AssignableIdentity> identity)
      implements AssignableIdentities {
    KnownIdentities() {
      this(Optional.of(assignable("eastus", false, List.of())));
    }

    @Override
    public String assignAction() {
      return ASSIGN;
    }

    @Override
    public boolean isIdentityType(ResourceId id) {
      return id.kind().equals("microsoft.managedidentity/userassignedidentities");
    }

    @Override
    public Optional<AssignableIdentity> find(Documents documents, ResourceId id) {
      return identity;
    }
  }
}
