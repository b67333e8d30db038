package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceIdTests {
  private static final String IDENTITY =
      "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/n";

  @Test
  void parsesAnIdentityWithLowerCaseResourcegroups() {
    var id = ResourceId.parse(IDENTITY);

    assertThat(id.subscriptionId()).isEqualTo("s");
    assertThat(id.resourceGroup()).isEqualTo("g");
    assertThat(id.provider()).isEqualTo("Microsoft.ManagedIdentity");
    assertThat(id.type()).isEqualTo("Microsoft.ManagedIdentity/userAssignedIdentities");
    assertThat(id.name()).isEqualTo("n");
    assertThat(id.parent()).isEqualTo(ResourceId.resourceGroup("s", "g"));
  }

  @Test
  void keepsTheTextAndReturnsTheCanonicalForm() {
    var id = ResourceId.parse(IDENTITY);

    assertThat(id).hasToString(IDENTITY);
    assertThat(id.canonical()).isEqualTo(IDENTITY.replace("resourcegroups", "resourceGroups"));
  }

  @Test
  void equalsIgnoresCase() {
    var upperCase =
        "/SUBSCRIPTIONS/S/RESOURCEGROUPS/G/PROVIDERS/MICROSOFT.MANAGEDIDENTITY/USERASSIGNEDIDENTITIES/N";

    assertThat(ResourceId.parse(upperCase))
        .isEqualTo(ResourceId.userAssignedIdentity("s", "g", "n"))
        .hasSameHashCodeAs(ResourceId.parse(IDENTITY));
    assertThat(ResourceId.parse(IDENTITY)).isNotEqualTo(ResourceId.parse(IDENTITY + "2"));
  }

  @Test
  void parsesWithoutALeadingSlash() {
    assertThat(ResourceId.parse(IDENTITY.substring(1))).isEqualTo(ResourceId.parse(IDENTITY));
  }

  @Test
  void parsesAChildAndItsParent() {
    var credential = ResourceId.parse(IDENTITY + "/federatedIdentityCredentials/c");

    assertThat(credential.type())
        .isEqualTo("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");
    assertThat(credential.name()).isEqualTo("c");
    assertThat(credential.parent()).isEqualTo(ResourceId.parse(IDENTITY));
    assertThat(ResourceId.parse(IDENTITY).child("federatedIdentityCredentials", "c"))
        .isEqualTo(credential);
  }

  @Test
  void parsesAnExtensionResource() {
    var machine =
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm";
    var id = ResourceId.parse(machine + "/providers/Microsoft.ManagedIdentity/identities/default");

    assertThat(id.type()).isEqualTo("Microsoft.ManagedIdentity/identities");
    assertThat(id.resourceGroup()).isEqualTo("g");
    assertThat(id.parent()).isEqualTo(ResourceId.parse(machine));
  }

  @Test
  void parsesASubscriptionAndAResourceGroup() {
    var group = ResourceId.parse("/subscriptions/s/resourceGroups/g");

    assertThat(group.type()).isEqualTo("Microsoft.Resources/resourceGroups");
    assertThat(group.parent()).isEqualTo(ResourceId.subscription("s"));
    assertThat(ResourceId.parse("/subscriptions/s").parent()).isNull();
    assertThat(ResourceId.parse("/subscriptions/s").type())
        .isEqualTo("Microsoft.Resources/subscriptions");
  }

  @Test
  void parsesTenantAndSubscriptionResources() {
    var tenant = ResourceId.parse("/providers/Microsoft.Management/managementGroups/m");
    var subscription = ResourceId.parse("/subscriptions/s/providers/A.B/things/t");

    assertThat(tenant.parent()).isNull();
    assertThat(tenant.subscriptionId()).isNull();
    assertThat(subscription.resourceGroup()).isNull();
    assertThat(subscription.parent()).isEqualTo(ResourceId.subscription("s"));
  }

  @Test
  void ignoresATypeNamedSubscriptions() {
    var id = ResourceId.parse("/providers/A.B/subscriptions/x/resourceGroups/y");

    assertThat(id.subscriptionId()).isNull();
    assertThat(id.resourceGroup()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "hello",
        "/subscriptions",
        "/subscriptions/",
        "/subscriptions/s/",
        "/subscriptions/s/resourceGroups",
        "/subscriptions//resourceGroups/g",
        "/subscriptions/s/providers",
        "/subscriptions/s/providers/A.B",
        "/subscriptions/s/providers/A.B/t",
        "/subscriptions/s/providers/A.B/t/n/u",
        "/subscriptions/s/things/t",
        "//subscriptions/s",
        "/subscriptions/s?x=1",
        "https://management.azure.com/subscriptions/s"
      })
  void rejectsAnInvalidId(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceId.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void rejectsPartsWithSlashes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceId.resourceGroup("s", "g/providers/x"))
        .withMessage(
            "resourceGroup 'g/providers/x' must not be blank and must not contain any of / ? # \\");
    assertThatIllegalStateException()
        .isThrownBy(() -> ResourceId.subscription("s").child("things", "t"))
        .withMessageContaining("name the provider with extension(…)");
  }
}
