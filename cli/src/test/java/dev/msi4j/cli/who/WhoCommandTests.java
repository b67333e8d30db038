package dev.msi4j.cli.who;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoCommandTests {
  private static final String ESTATE =
      """
      resourceGroups: [{name: shop, location: westeurope}, {name: data, location: westeurope}]
      identities:
      - resourceGroup: shop
        name: names
        credentials: [{name: main, githubBranch: contoso/shop@main}]
        roles:
        - {role: Contributor, scope: resourceGroups/shop}
        - {role: Reader, scope: subscription}
      - resourceGroup: shop
        name: ids
        credentials: [{name: prod, githubEnvironment: contoso@12/shop@34@prod}]
      - resourceGroup: shop
        name: other
        credentials: [{name: main, githubBranch: contoso/shop-api@main}]
      - resourceGroup: data
        name: cluster
        credentials:
        - {name: one, issuer: "https://one.example/", kubernetes: shop/orders}
        - {name: two, issuer: "https://two.example/", kubernetes: shop/carts}
        roles: [{role: Key Vault Reader, scope: resourceGroups/data}]
      - resourceGroup: data
        name: flexible
        credentials:
        - name: org
          issuer: https://token.actions.githubusercontent.com
          claimsMatchingExpression: claims['sub'] matches 'repo:contoso/*' and claims['repository_owner_id'] eq '12'
      """;

  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(50).start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @TempDir private static Path folder;

  @BeforeAll
  static void createEstate() throws IOException {
    var file = folder.resolve("estate.yaml");
    Files.writeString(file, ESTATE);
    var applied =
        terminal.run("apply", "-f", file.toString(), "--api-version", "2025-05-31-preview");
    assertThat(applied.status()).as(applied.err()).isZero();
    var resourceManager = ResourceManager.of(AzureConnection.of(azure.environment()).client());
    var unused =
        resourceManager.put(
            resourceManager.subscription()
                + "/providers/Microsoft.Authorization/roleDefinitions"
                + "/5b9e57bc-b0d4-4f9b-8f0c-1f2d3e4a5b6c",
            "2022-04-01",
            Map.of(
                "properties",
                Map.of(
                    "roleName",
                    "Tag Writer",
                    "type",
                    "CustomRole",
                    "assignableScopes",
                    List.of(resourceManager.subscription()),
                    "permissions",
                    List.of(Map.of("actions", List.of("Microsoft.Resources/tags/*"))))));
    var assigned =
        terminal.run(
            "role", "assign", "--assignee", "other", "--role", "Tag Writer", "--scope", "data");
    assertThat(assigned.status()).as(assigned.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "contoso/shop, flexible ids names",
    "contoso/shop@main, flexible names",
    "contoso/shop@refs/heads/main, flexible names",
    "contoso/shop@refs/tags/v1, flexible",
    "contoso/shop:environment:prod, flexible ids",
    "contoso/shop:pull_request, flexible",
    "contoso@12/shop@34, flexible ids names",
    "contoso@12/shop@34@main, flexible names",
    "contoso@13/shop@35, names",
    "contoso/shop-api, flexible other",
    "contoso/new, flexible",
    "other/shop, ''"
  })
  void canShowsIdentitiesOfGitHubRepository(String repository, String identities) {
    assertThat(names("--github", repository)).isEqualTo(identities);
  }

  @ParameterizedTest
  @CsvSource({
    "--kubernetes, shop/orders, cluster",
    "--kubernetes, shop/other, ''",
    "--subject, system:serviceaccount:shop:carts, cluster",
    "--issuer, https://one.example/, cluster",
    "--issuer, https://one.example, ''"
  })
  void canShowsIdentitiesOfOtherWorkload(String option, String value, String identities) {
    assertThat(names(option, value)).isEqualTo(identities);
  }

  @Test
  void canLimitsServiceAccountToIssuer() {
    assertThat(names("--kubernetes", "shop/orders", "--issuer", "https://one.example/"))
        .isEqualTo("cluster");
    assertThat(names("--kubernetes", "shop/orders", "--issuer", "https://two.example/")).isEmpty();
  }

  @Test
  void canShowsCredentialAndEachRoleWithScope() {
    var shown = run("who", "can", "--github", "contoso/shop@main", "-o", "csv");

    assertThat(shown.out())
        .contains(
            "names,Contributor,/subscriptions/"
                + azure.subscriptionId()
                + "/resourceGroups/shop,"
                + "main,repo:contoso/shop:ref:refs/heads/main,",
            "names,Reader,/subscriptions/" + azure.subscriptionId() + ",main,");
  }

  @Test
  void canNamesClaimsOnWhichExpressionDepends() {
    var unknown = run("who", "can", "--github", "contoso/shop:pull_request", "-o", "json");
    var known = run("who", "can", "--github", "contoso@12/shop@34:pull_request", "-o", "json");

    assertThat(unknown.out()).contains("\"repository_owner_id = 12\"");
    assertThat(known.out()).contains("\"conditions\": []");
  }

  @Test
  void canWarnsOfTrustThatApiVersionHides() {
    var shown =
        run("who", "can", "--github", "contoso/shop", "--api-version", "2024-11-30", "-o", "name");

    assertThat(shown.out()).doesNotContain("flexible");
    assertThat(shown.err()).contains("1 credentials have neither a subject nor an expression");
  }

  @Test
  void canRejectsMissingAndSeveralWorkloads() {
    assertThat(terminal.run("who", "can").err()).contains("no workload: give --github");
    assertThat(terminal.run("who", "can", "--github", "a/b", "--subject", "s").err())
        .contains("describe different workloads");
    assertThat(terminal.run("who", "can", "--github", "contoso").err())
        .contains("--github 'contoso' must be OWNER/REPO");
    assertThat(terminal.run("who", "can", "--kubernetes", "shop").err())
        .contains("--kubernetes 'shop' must be NAMESPACE/ACCOUNT");
  }

  @ParameterizedTest
  @CsvSource({
    "Reader, '', names",
    "Contributor, shop, names",
    "Contributor, data, ''",
    "Reader, data, names",
    "Tag Writer, data, other",
    "Tag Writer, shop, ''"
  })
  void roleQueryShowsPrincipalsInForceAtScope(String role, String scope, String principals) {
    var line = new ArrayList<>(List.of("who", "has", role, "-o", "name"));
    if (!scope.isEmpty()) {
      line.addAll(List.of("--scope", scope));
    }

    var shown = run(line.toArray(String[]::new));

    assertThat(String.join(" ", shown.lines())).isEqualTo(principals);
  }

  @Test
  void actionQueryShowsPrincipalsThatMayDoAction() {
    var tags =
        run(
            "who",
            "has",
            "--action",
            "Microsoft.Resources/tags/write",
            "--scope",
            "data",
            "-o",
            "csv");
    var owners = run("who", "has", "Owner", "--action", "Microsoft.Resources/tags/write");

    assertThat(tags.out()).contains("other,ServicePrincipal,Tag Writer,").doesNotContain("names,");
    assertThat(owners.lines()).hasSize(2);
  }

  @Test
  void roleQueryRejectsUnknownAndMissingRole() {
    assertThat(terminal.run("who", "has", "Ownr").err()).contains("role 'Ownr' does not exist");
    assertThat(terminal.run("who", "has").err()).contains("no role: give ROLE");
  }

  private static String names(String... options) {
    var line = new ArrayList<>(List.of("who", "can", "-o", "name"));
    line.addAll(List.of(options));
    var shown = run(line.toArray(String[]::new));
    return String.join(" ", shown.lines().stream().distinct().sorted().toList());
  }

  private static Terminal.Result run(String... line) {
    var result = terminal.run(line);
    assertThat(result.status()).as(result.err()).isZero();
    return result;
  }
}
