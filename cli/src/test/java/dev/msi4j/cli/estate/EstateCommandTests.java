package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.Groups;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstateCommandTests {
  private static final String TEN_LINES =
      """
      resourceGroups:
      - {name: ten, location: westeurope}
      identities:
      - forEach: 1..30
        resourceGroup: ten
        name: runner-${each}
        credentials:
        - name: main
          githubBranch: contoso@123456/service-${each}@456789@main
      """;

  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(7).start();
  private static final ManagedServiceIdentityClient client =
      AzureConnection.of(azure.environment()).client();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @TempDir private Path folder;

  @Test
  void applyCreatesGroupAndThirtyIdentitiesFromTenLines() {
    var file = write("ten.yaml", TEN_LINES);

    var plan = terminal.run("plan", "-f", file, "--detailed-exitcode");
    var applied = terminal.run("apply", "-f", file);
    var again = terminal.run("apply", "-f", file);

    assertThat(plan.status()).as(plan.err()).isEqualTo(2);
    assertThat(plan.out()).contains("61 create, 0 unchanged");
    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(applied.out()).endsWith("61 created, 0 unchanged\n");
    assertThat(client.userAssignedIdentities().listByResourceGroup("ten")).hasSize(30);
    assertThat(credentials("ten", "runner-7"))
        .extracting(FederatedIdentityCredential::name, FederatedIdentityCredential::subject)
        .containsExactly(tuple("main", "repo:contoso@123456/service-7@456789:ref:refs/heads/main"));
    assertThat(again.out()).isEqualTo("nothing to do, 61 unchanged\n");
    assertThat(terminal.run("plan", "-f", file, "--detailed-exitcode"))
        .returns(0, Terminal.Result::status)
        .returns("Nothing to do: 61 items are as declared.\n", Terminal.Result::out);
  }

  @Test
  void planShowsEachPropertyBeforeAndAfter() {
    apply(
        """
        resourceGroups: [{name: before, location: westeurope, tags: {team: core}}]
        identities:
        - resourceGroup: before
          name: orders
          tags: {team: core, tier: "1"}
          credentials: [{name: main, issuer: "https://a.example", subject: job}]
        """);
    var file =
        write(
            "after.yaml",
            """
            resourceGroups: [{name: before, tags: {team: platform}}]
            identities:
            - resourceGroup: before
              name: orders
              isolationScope: Regional
              tags: {team: platform}
              credentials:
              - {name: main, issuer: "https://b.example", subject: task, audiences: [api://x]}
            """);

    var plan = terminal.run("plan", "-f", file);

    assertThat(plan.out())
        .isEqualTo(
            """
            update      resourceGroup  before
                        tags.team: core → platform
            update      identity       before/orders
                        isolationScope: Regional
                        tags.team: core → platform
                        tags.tier: 1 → (none)
            update      credential     before/orders/main
                        issuer: https://a.example → https://b.example
                        subject: job → task
                        audiences: api://AzureADTokenExchange → api://x

            3 update, 0 unchanged
            """);
    assertThat(terminal.run("apply", "-f", file).out()).endsWith("3 updated, 0 unchanged\n");
    assertThat(credentials("before", "orders"))
        .extracting(FederatedIdentityCredential::issuer)
        .containsExactly("https://b.example");
    assertThat(terminal.run("plan", "-f", file, "--detailed-exitcode").status()).isZero();
  }

  @Test
  void planNamesItemsThatAreNotDeclared() {
    apply(
        """
        resourceGroups: [{name: undeclared, location: westeurope}]
        identities:
        - forEach: [kept, left]
          resourceGroup: undeclared
          name: ${each}
          credentials:
          - {name: one, issuer: "https://a.example", subject: one}
          - {name: two, issuer: "https://a.example", subject: two}
          roles: [{role: Reader, scope: resourceGroups/undeclared}]
        """);
    var file =
        write(
            "less.yaml",
            """
            resourceGroups: [{name: undeclared}]
            identities:
            - resourceGroup: undeclared
              name: kept
              credentials: [{name: one, issuer: "https://a.example", subject: one}]
              roles: []
            """);

    var plan = terminal.run("plan", "-f", file, "--detailed-exitcode");
    var drift = terminal.run("drift", "-f", file);

    assertThat(plan.status()).isZero();
    assertThat(plan.out())
        .contains(
            "undeclared  credential     undeclared/kept/two",
            "undeclared  role           undeclared/kept: Reader at /subscriptions/",
            "undeclared  identity       undeclared/left",
            "3 undeclared, 3 unchanged");
    assertThat(drift.status()).isEqualTo(2);
    assertThat(drift.out()).isEqualTo(plan.out());
    assertThat(terminal.run("apply", "-f", file).out())
        .isEqualTo("nothing to do, 3 unchanged, 3 undeclared\n");

    var applied = terminal.run("apply", "-f", file, "--delete-others");

    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(applied.out()).contains("4 deleted");
    assertThat(client.userAssignedIdentities().listByResourceGroup("undeclared")).hasSize(1);
    assertThat(terminal.run("drift", "-f", file).status()).isZero();
  }

  @Test
  void applyAssignsRolesAndVirtualMachines() {
    Groups.create(client, "machines");
    createVirtualMachine("machines", "web");
    var file =
        write(
            "machines.yaml",
            """
            identities:
            - forEach: [one, two]
              resourceGroup: machines
              name: ${each}
              roles:
              - {role: Reader, scope: subscription}
              - {role: Contributor, scope: resourceGroups/machines}
              virtualMachines: [web]
            """);

    var applied = terminal.run("apply", "-f", file);

    assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
    assertThat(applied.out()).endsWith("8 created, 0 unchanged\n");
    assertThat(terminal.run("plan", "-f", file, "--detailed-exitcode").status()).isZero();
    var none = write("none.yaml", read(file).replace("[web]", "[]"));
    assertThat(terminal.run("apply", "-f", none, "--delete-others").out()).contains("2 deleted");
    assertThat(terminal.run("drift", "-f", none).status()).isZero();
  }

  @Test
  void applyContinuesAfterFailureAndSkipsItemsThatDependOnIt() {
    var file =
        write(
            "partly.yaml",
            """
            resourceGroups:
            - {name: partly, location: westeurope}
            - {name: nowhere, location: atlantis}
            identities:
            - forEach: [partly, nowhere]
              resourceGroup: ${each}
              name: orders
              location: westeurope
              credentials: [{issuer: "https://a.example", subject: job}]
              roles: [{role: Reader, scope: subscription}]
            """);

    var applied = terminal.run("apply", "-f", file);

    assertThat(applied.status()).isEqualTo(1);
    assertThat(applied.out())
        .contains(
            "created     resourceGroup  partly",
            "failed      resourceGroup  nowhere: LocationNotAvailableForResourceType: ",
            "skipped     identity       nowhere/orders: 'nowhere' failed",
            "skipped     role           nowhere/orders: Reader at ",
            "4 created, 1 failed, 3 skipped");
    assertThat(applied.err()).contains("4 changes were not made");
    assertThat(credentials("partly", "orders")).hasSize(1);
  }

  @Test
  void exportOfWholeSubscriptionPlansNothing() {
    apply(
        """
        resourceGroups: [{name: exported, location: northeurope, tags: {a: "${b}"}}]
        variables: {b: "yes"}
        identities:
        - resourceGroup: exported
          name: orders
          isolationScope: Regional
          tags: {team: "null", number: "007", literal: "$${b}"}
          credentials:
          - {issuer: "https://k.example", kubernetes: shop/orders}
          - {gitlabBranch: contoso/shop@main, audiences: [api://x]}
          roles: [{role: Reader, scope: resourceGroups/exported}]
        """);

    for (var format : List.of("yaml", "json")) {
      var exported = terminal.run("export", "-o", format);
      var file = write("exported." + format, exported.out());

      assertThat(exported.status()).as(exported.err()).isZero();
      assertThat(EstateSchemaTests.errors(exported.out())).isEmpty();
      assertThat(terminal.run("drift", "-f", file))
          .returns(0, Terminal.Result::status)
          .satisfies(each -> assertThat(each.out()).startsWith("Nothing to do: "));
    }
    assertThat(terminal.run("export", "-g", "exported").out())
        .contains("literal: $${b}", "number: '007'", "role: Reader")
        .doesNotContain("runner-", "roleAssignments", "&id", "*id");
  }

  @Test
  void planReadsDirectoryAndReplacesVariables() throws IOException {
    Files.createDirectories(folder.resolve("estate/teams"));
    write("estate/variables.yaml", "variables: {region: westeurope, prefix: 'a-${region}'}\n");
    write(
        "estate/groups.json",
        "{\"resourceGroups\": [{\"name\": \"dir\", \"location\": \"${region}\"}]}");
    write(
        "estate/teams/core.yml",
        """
        identities:
        - forEach: [{name: x, repos: [r1, r2]}, {name: y, repos: []}]
          as: service
          resourceGroup: dir
          name: ${prefix}-${service.name}
          credentials:
          - {forEach: "${service.repos}", githubBranch: "o@1/${each}@2@main"}
        """);

    var plan =
        terminal.run("plan", "-f", folder.resolve("estate").toString(), "--var", "region=uksouth");

    assertThat(plan.status()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains(
            "location: uksouth",
            "create      identity       dir/a-uksouth-x",
            "subject: repo:o@1/r1@2:ref:refs/heads/main",
            "subject: repo:o@1/r2@2:ref:refs/heads/main",
            "5 create, 0 unchanged");
  }

  @Test
  void planWritesMarkdownAndJson() throws IOException {
    var file = write("report.yaml", "resourceGroups: [{name: report, location: westeurope}]\n");
    var target = folder.resolve("plan.json");

    var plan = terminal.run("plan", "-f", file, "-o", "markdown", "--out", target.toString());

    assertThat(plan.out())
        .isEqualTo(
            """
            ### Estate: 1 create, 0 unchanged

            | Action | Item | Property | Before | After |
            |---|---|---|---|---|
            | create | resourceGroup <code>report</code> | location |  | <code>westeurope</code> |
            """);
    assertThat(target)
        .content()
        .contains("\"formatVersion\": 1", "\"action\": \"create\"", "\"after\": \"westeurope\"");
  }

  @Test
  void locationOfIdentityIsReplacedOnRequestOnly() {
    var text =
        """
        resourceGroups: [{name: moved, location: westeurope}]
        identities:
        - resourceGroup: moved
          name: orders
          location: West Europe
          credentials: [{issuer: "https://a.example", subject: job}]
          roles: [{role: Reader, scope: resourceGroups/moved}]
        """;
    apply(text);
    var before = client.userAssignedIdentities().get("moved", "orders").principalId();
    var file = write("moved.yaml", text.replace("West Europe", "uksouth"));

    var plan = terminal.run("plan", "-f", file);
    var failed = terminal.run("apply", "-f", file);
    var applied = terminal.run("apply", "-f", file, "--replace");

    assertThat(plan.out()).contains("blocked     identity       moved/orders: Azure cannot move");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
    assertThat(client.userAssignedIdentities().get("moved", "orders"))
        .returns("uksouth", each -> each.location())
        .satisfies(each -> assertThat(each.principalId()).isNotEqualTo(before));
    assertThat(terminal.run("drift", "-f", file).status()).isZero();
  }

  @Test
  void seedStartsLocalAzureAsDeclared() throws IOException {
    var state = folder.resolve("state");
    var file =
        write(
            "seed.yaml",
            """
            resourceGroups: [{name: seeded, location: westeurope}]
            identities:
            - resourceGroup: seeded
              name: orders
              credentials: [{githubBranch: contoso@1/shop@2@main}]
              roles: [{role: Reader, scope: resourceGroups/seeded}]
              virtualMachines: [web]
            """);

    var seeded = terminal.run("local", "seed", file, "--state", state.toString());

    assertThat(seeded.status()).as(seeded.out() + seeded.err()).isZero();
    assertThat(seeded.out()).contains("5 created, 1 unchanged", "Added ");
    try (var started = LocalAzure.builder().stateDirectory(state).start()) {
      assertThat(Terminal.signedIn(started).run("drift", "-f", file))
          .returns(0, Terminal.Result::status)
          .returns("Nothing to do: 5 items are as declared.\n", Terminal.Result::out);
    }
  }

  @Test
  void importCopiesSubscriptionWithoutChangingIt() throws IOException {
    apply(
        """
        resourceGroups: [{name: copied, location: westeurope, tags: {team: core}}]
        identities:
        - resourceGroup: copied
          name: orders
          credentials: [{name: main, githubBranch: contoso@1/shop@2@main}]
          roles: [{role: Reader, scope: resourceGroups/copied}]
          virtualMachines: []
        """);
    var state = folder.resolve("copy");
    var before = terminal.run("export", "-g", "copied").out();

    var dry = terminal.run("local", "import", "--from-azure", "-g", "copied", "--dry-run");
    var copied =
        terminal.run(
            "local", "import", "--from-azure", "-g", "copied", "--state", state.toString());

    assertThat(dry.out()).isEqualTo(before);
    assertThat(copied.status()).as(copied.out() + copied.err()).isZero();
    assertThat(terminal.run("export", "-g", "copied").out()).isEqualTo(before);
    try (var started = LocalAzure.builder().stateDirectory(state).start()) {
      assertThat(Terminal.signedIn(started).run("export", "-g", "copied").out()).isEqualTo(before);
    }
    assertThat(terminal.run("local", "import").err())
        .contains("pass either a FILE or --from-azure");
  }

  private void apply(String text) {
    var applied = terminal.run("apply", "-f", write("applied.yaml", text));
    assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
  }

  private static List<FederatedIdentityCredential> credentials(String group, String identity) {
    return client.federatedIdentityCredentials().list(group, identity).stream().toList();
  }

  private static void createVirtualMachine(String group, String name) {
    var resourceManager = ResourceManager.of(client);
    var unused =
        resourceManager.put(
            resourceManager.resourceGroup(group)
                + "/providers/Microsoft.Compute/virtualMachines/"
                + name,
            "2024-07-01",
            Map.of("location", "westeurope", "properties", Map.of()));
  }

  private String write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
