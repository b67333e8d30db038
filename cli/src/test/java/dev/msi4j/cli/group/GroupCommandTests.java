package dev.msi4j.cli.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GroupCommandTests {
  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(2).start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @Test
  void createAndShowPrintTable() {
    var created = create("created", "--tags", "team=core", "tier=1");
    var shown = terminal.run("group", "show", "-n", "created");

    assertThat(created.status()).as(created.err()).isZero();
    assertThat(created.lines().get(0).split(" +"))
        .containsExactly("Name", "Location", "Status", "Tags");
    assertThat(created.lines().get(1).split(" +"))
        .containsExactly("created", "westeurope", "Succeeded", "team=core", "tier=1");
    assertThat(shown.out()).isEqualTo(created.out());
  }

  @Test
  void showPrintsResponseAsJson() {
    create("as-json");

    var shown = terminal.run("group", "show", "--resource-group", "as-json", "-o", "json");

    assertThat(shown.lines())
        .contains("  \"name\": \"as-json\",", "    \"provisioningState\": \"Succeeded\"");
  }

  @Test
  void showFailsForMissingGroup() {
    var shown = terminal.run("group", "show", "-n", "missing");

    assertThat(shown.status()).isEqualTo(1);
    assertThat(shown.err())
        .startsWith("msi: ResourceGroupNotFound: Resource group 'missing' could not be found.");
  }

  @Test
  void listPrintsAllPagesAndFiltersByTag() {
    create("list-1", "--tags", "kind=listed");
    create("list-2", "--tags", "kind=listed");
    create("list-3", "--tags", "kind=it's", "other");

    assertThat(terminal.run("group", "list").out()).contains("list-1", "list-2", "list-3");
    assertThat(terminal.run("group", "list", "--tag", "kind=listed").out())
        .contains("list-1", "list-2")
        .doesNotContain("list-3");
    assertThat(terminal.run("group", "list", "--tag", "kind=it's").out())
        .contains("list-3")
        .doesNotContain("list-1");
    assertThat(terminal.run("group", "list", "--tag", "other").out())
        .contains("list-3")
        .doesNotContain("list-1");
  }

  @Test
  void deleteAsksOnTerminal() {
    create("asked");

    var no = terminal.attended().answering("n\n").run("group", "delete", "-n", "asked");
    var yes = terminal.attended().answering("y\n").run("group", "delete", "-n", "asked");

    assertThat(no.status()).isEqualTo(1);
    assertThat(no.out()).startsWith("Delete the resource group asked and all its resources? [y/N]");
    assertThat(no.err()).startsWith("msi: cancelled");
    assertThat(yes.status()).as(yes.err()).isZero();
    assertThat(yes.out()).endsWith("Deleted asked." + System.lineSeparator());
    assertThat(terminal.run("group", "show", "-n", "asked").status()).isEqualTo(1);
  }

  @Test
  void deleteRequiresOptionWithoutTerminal() {
    create("unattended");

    var deleted = terminal.run("group", "delete", "-n", "unattended");

    assertThat(deleted.status()).isEqualTo(1);
    assertThat(deleted.err()).contains("pass --yes");
    assertThat(terminal.run("group", "show", "-n", "unattended").status()).isZero();
  }

  @Test
  void deleteWithoutWaitReturnsWhileGroupIsDeleted() {
    try (var slow = TestAzure.builder().longRunningOperationPolls(1000).start()) {
      var slowTerminal = Terminal.signedIn(slow);
      slowTerminal.run("group", "create", "-n", "slow", "-l", "westeurope");

      var deleted =
          slowTerminal.run("group", "delete", "-n", "slow", "--yes", "--no-wait", "-o", "json");

      assertThat(deleted.status()).as(deleted.err()).isZero();
      assertThat(deleted.out()).contains("\"result\": \"deleting\"");
      assertThat(slowTerminal.run("group", "show", "-n", "slow").out()).contains("Deleting");
    }
  }

  private static Terminal.Result create(String name, String... more) {
    var line = new ArrayList<>(List.of("group", "create", "-n", name));
    line.addAll(List.of("-l", "westeurope"));
    line.addAll(List.of(more));
    return terminal.run(line.toArray(String[]::new));
  }
}
