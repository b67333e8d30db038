package dev.msi4j.cli.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NameAdviceTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @BeforeAll
  static void createIdentity() {
    terminal.run("group", "create", "-n", "shop", "-l", "westeurope");
    terminal.run("identity", "create", "-g", "shop", "-n", "orders");
  }

  @Test
  void unknownGroupSuggestsExistingGroup() {
    assertThat(error("identity", "show", "-g", "shp", "-n", "orders"))
        .startsWith("msi: ResourceGroupNotFound: ")
        .contains("did you mean 'shop'?");
    assertThat(error("group", "show", "-n", "shopp")).contains("did you mean 'shop'?");
    assertThat(error("group", "show", "-n", "production")).doesNotContain("did you mean");
  }

  @Test
  void unknownIdentitySuggestsExistingIdentity() {
    assertThat(error("identity", "show", "-g", "shop", "-n", "oders"))
        .startsWith("msi: ResourceNotFound: ")
        .contains("did you mean 'orders'?");
    assertThat(error("federation", "list", "-g", "shop", "--identity-name", "order"))
        .contains("did you mean 'orders'?");
  }

  @Test
  void unknownRegionSuggestsExistingRegion() {
    assertThat(error("group", "create", "-n", "new", "-l", "westeurop"))
        .contains("did you mean 'westeurope'?");
    assertThat(error("identity", "create", "-g", "shop", "-n", "new", "-l", "eastuss"))
        .contains("did you mean 'eastus'?");
  }

  private static String error(String... line) {
    var result = terminal.run(line);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines()).hasSize(1);
    return result.err();
  }
}
