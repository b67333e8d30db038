package dev.msi4j.local.internal.providers.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.Requests;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceReferences;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Accesses;
import dev.msi4j.local.internal.store.TestStores;
import org.junit.jupiter.api.Test;

class NetworkProfilesTests {
  private static final String GROUP = "/subscriptions/s/resourceGroups/rg/providers/";
  private static final String MACHINE = GROUP + "Microsoft.Compute/virtualMachines/vm";
  private static final String NIC = GROUP + "Microsoft.Network/networkInterfaces/nic";

  @Test
  void checkRequiresJoinPermissionOnInterface() {
    var request = Requests.put(MACHINE, Accesses.nothing());
    var machine =
        new ResourceIdentities.Target(ResourceId.parse(MACHINE).orElseThrow(), "eastus", request);
    var profiles = new NetworkProfiles(new ResourceReferences());
    var properties =
        Json.read(
            "{\"networkProfile\":{\"networkInterfaces\":[{\"id\":\"" + NIC + "\"}]}}",
            JsonNode.class);

    try (var store = TestStores.fresh()) {
      assertThatThrownBy(
              () -> store.change(documents -> profiles.check(documents, machine, null, properties)))
          .isInstanceOfSatisfying(
              ArmException.class,
              exception -> assertThat(exception.code()).isEqualTo("LinkedAuthorizationFailed"))
          .hasMessageContaining("Microsoft.Network/networkInterfaces/join/action")
          .hasMessageContaining(NIC);
    }
  }
}
