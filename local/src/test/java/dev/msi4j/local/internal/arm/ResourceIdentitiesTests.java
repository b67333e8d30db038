package dev.msi4j.local.internal.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Access;
import dev.msi4j.local.internal.rbac.Accesses;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceIdentitiesTests {
  private static final UUID TENANT = UUID.fromString("11111111-2222-3333-4444-555555555555");
  private static final String GROUP = "/subscriptions/s/resourceGroups/rg/providers/";
  private static final String MACHINE = GROUP + "Microsoft.Compute/virtualMachines/vm";

  private final Store store = TestStores.fresh();
  private final ResourceIdentities identities =
      new ResourceIdentities(new Directory(TENANT, Clock.systemUTC(), UUID::randomUUID));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whoAssignsAnIdentityNeedsTheRightToAssignIt() {
    var one = identity("one");

    assertThatThrownBy(
            () -> replace(Accesses.nothing(), ManagedServiceIdentity.NONE, Map.of(one, true)))
        .isInstanceOfSatisfying(
            ArmException.class,
            exception -> assertThat(exception.code()).isEqualTo("LinkedAuthorizationFailed"))
        .hasMessageContaining(one)
        .hasMessageContaining("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action");
  }

  @Test
  void whatIsAssignedAlreadyCanBeSentAgainByAnybody() {
    var one = identity("one");
    var assigned = replace(Accesses.everything(), ManagedServiceIdentity.NONE, Map.of(one, true));

    var again = replace(Accesses.nothing(), assigned, Map.of(one.toUpperCase(Locale.ROOT), true));

    assertThat(again.userAssigned()).hasSize(1);
    assertThat(replace(Accesses.nothing(), again, Map.of()).isNone()).isTrue();
  }

  @Test
  void aResourceHasAThousandAssignedIdentitiesAtTheMost() {
    var many =
        IntStream.rangeClosed(1, 1001)
            .mapToObj(number -> identity("identity-" + number))
            .collect(Collectors.toMap(id -> id, id -> true));

    assertThatThrownBy(() -> replace(Accesses.everything(), ManagedServiceIdentity.NONE, many))
        .isInstanceOf(ArmException.class)
        .hasMessageContaining("1001")
        .hasMessageContaining("1000");
  }

  private ManagedServiceIdentity replace(
      Access access, ManagedServiceIdentity current, Map<String, Boolean> userAssigned) {
    var requestedIdentities =
        new ResourceIdentities.RequestedIdentities(false, !userAssigned.isEmpty(), userAssigned);
    return store.write(
        documents -> identities.replace(documents, machine(access), current, requestedIdentities));
  }

  private static ResourceIdentities.Host machine(Access access) {
    return new ResourceIdentities.Host(
        ResourceId.parse(MACHINE).orElseThrow(), "eastus", Requests.put(MACHINE, access));
  }

  private String identity(String name) {
    var id =
        ResourceId.parse(GROUP + "Microsoft.ManagedIdentity/userAssignedIdentities/" + name)
            .orElseThrow();
    store.change(documents -> save(documents, id));
    return id.toString();
  }

  private static void save(Documents documents, ResourceId id) {
    var row = Json.object().put("principalId", "p").put("clientId", "c").put("location", "eastus");
    documents.put(id.kind(), id.key(), Json.write(row));
  }
}
