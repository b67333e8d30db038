package dev.msi4j.cli.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.Groups;
import dev.msi4j.cli.ScaleReport;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateGitHubCommandTests {
  /** The number of identities; {@code mvn -Pscale} migrates more. */
  private static final int MANY = Integer.getInteger("scale.migrated", 50);

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final ManagedServiceIdentityClient client =
      AzureConnection.of(azure.environment()).client();
  private static final LocalIssuer issuer = azure.createGitHubActionsIssuer();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @TempDir private Path folder;

  @Test
  void migrationOfManyIdentitiesRejectsNoToken() throws Exception {
    Groups.create(client, "many");
    var identities = new ArrayList<Identity>();
    for (int i = 0; i < MANY; i++) {
      identities.add(createIdentity("many", "identity-" + i, List.of(named(i))));
    }
    var repositories = repositories(MANY);

    // Workflows present the names while the credentials with the ids are added.
    var exchanged = new AtomicInteger();
    long start = System.nanoTime();
    exchangeDuring(
        identities,
        MigrateGitHubCommandTests::named,
        exchanged,
        () -> {
          var result = migrate("many", "--repositories", repositories);

          assertThat(result.status()).as(result.err()).isZero();
          assertThat(result.out()).endsWith(MANY + " added\n");
        });

    long added = System.nanoTime();

    // Tokens of both forms are accepted until the workflows present the ids.
    for (int i = 0; i < MANY; i++) {
      exchange(identities.get(i), named(i));
      exchange(identities.get(i), immutable(i));
      Files.writeString(folder.resolve("tokens").resolve("token-" + i), token(immutable(i)));
    }
    long proven = System.nanoTime();
    exchangeDuring(
        identities,
        MigrateGitHubCommandTests::immutable,
        exchanged,
        () -> {
          var migrated =
              migrate(
                  "many",
                  "--repositories",
                  repositories,
                  "--token-directory",
                  folder.resolve("tokens").toString());

          assertThat(migrated.status()).as(migrated.err()).isZero();
          assertThat(migrated.out()).endsWith(MANY + " migrated\n");
        });

    ScaleReport.print(
        "migration of " + MANY + " identities",
        "credentials added in "
            + seconds(start, added)
            + ", replaced in "
            + seconds(proven, System.nanoTime())
            + ", with "
            + exchanged
            + " exchanges of tokens, none rejected");
    assertThat(exchanged).hasPositiveValue();
    assertThat(subjects("many", "identity-7")).containsExactly(immutable(7));
    assertThat(migrate("many", "--repositories", repositories).out()).isEqualTo("nothing to do\n");
  }

  @Test
  void fullIdentityIsMigratedAsFarAsCredentialsFit() {
    Groups.create(client, "full");
    var nineteen = new ArrayList<String>();
    for (int i = 0; i < 19; i++) {
      nineteen.add(named(i));
    }
    createIdentity("full", "nineteen", nineteen);
    var twenty = new ArrayList<>(nineteen);
    twenty.add(named(19));
    createIdentity("full", "twenty", twenty);
    var repositories = repositories(20);

    var migrated = migrate("full", "--repositories", repositories, "--no-proof");

    assertThat(migrated.status()).isEqualTo(1);
    assertThat(migrated.out()).endsWith("19 migrated, 20 failed\n").contains("20 of 20 used");
    assertThat(subjects("full", "nineteen")).hasSize(19).contains(immutable(18));
    assertThat(subjects("full", "twenty")).hasSize(20).contains(named(18));
  }

  @Test
  void credentialWithoutProofOrIdsIsKept() {
    Groups.create(client, "kept");
    createIdentity("kept", "orders", List.of(named(1), "repo:other/shop:pull_request"));

    var kept = migrate("kept", "--repository", "contoso@100/service-1@1001");
    var proven = migrate("kept", "--repository", "contoso@100/service-1@1001", "--no-proof");

    assertThat(kept.out())
        .contains(
            "added      kept/orders/credential-0  " + named(1),
            "unknown    kept/orders/credential-1")
        .endsWith("1 added, 1 unknown\n");
    assertThat(proven.out()).endsWith("1 migrated, 1 unknown\n");
    assertThat(subjects("kept", "orders"))
        .containsExactlyInAnyOrder(immutable(1), "repo:other/shop:pull_request");
  }

  @Test
  void fileSelectsIdentitiesAndNamesIds() throws IOException {
    Groups.create(client, "declared");
    createIdentity("declared", "orders", List.of(named(1)));
    createIdentity("declared", "other", List.of(named(1)));
    var file =
        Files.writeString(
            folder.resolve("trust.yaml"),
            """
            identities:
            - resourceGroup: declared
              name: orders
              credentials:
              - name: main
                githubBranch: contoso@100/service-1@1001@main
            """);

    var migrated =
        terminal.run("federation", "migrate", "github", "-f", file.toString(), "--no-proof");

    assertThat(migrated.out()).as(migrated.err()).endsWith("1 migrated\n");
    assertThat(subjects("declared", "orders")).containsExactly(immutable(1));
    assertThat(subjects("declared", "other")).containsExactly(named(1));
    assertThat(terminal.run("federation", "plan", "-f", file.toString()).out())
        .endsWith("1 keep\n");
  }

  @Test
  void fileExcludesResourceGroupAndNeedsIds() throws IOException {
    Groups.create(client, "names");
    createIdentity("names", "orders", List.of(named(1)));
    var file =
        Files.writeString(
            folder.resolve("names.yaml"),
            "identities: [{resourceGroup: names, name: orders,"
                + " credentials: [{githubBranch: contoso/service-1@main}]}]");

    assertThat(migrate("names", "--file", file.toString()).err())
        .contains("--resource-group and --file exclude each other");
    assertThat(terminal.run("federation", "migrate", "github", "-f", file.toString()).err())
        .contains("no repository: pass --repository");
  }

  @Test
  void repositoryWithoutIdsIsRejected() {
    assertThat(migrate("kept", "--repository", "contoso/shop").err())
        .contains("repository 'contoso/shop' must be owner@OWNER_ID/repository@REPOSITORY_ID");
    assertThat(migrate("kept").err()).contains("pass --repository or --repositories");
  }

  private static String seconds(long start, long end) {
    return String.format(Locale.ROOT, "%.1f s", (end - start) / 1e9);
  }

  /** Exchanges tokens of all identities until an action ends; fails if one is rejected. */
  private static void exchangeDuring(
      List<Identity> identities,
      IntFunction<String> subject,
      AtomicInteger exchanged,
      Runnable action) {
    var done = new AtomicBoolean();
    var loop =
        CompletableFuture.runAsync(() -> {
          for (int i = 0; !done.get(); i = (i + 1) % identities.size()) {
            exchange(identities.get(i), subject.apply(i));
            exchanged.incrementAndGet();
          }
        });
    try {
      action.run();
    } finally {
      done.set(true);
    }
    loop.join();
  }

  private static void exchange(Identity identity, String subject) {
    var connection = AzureConnection.of(azure.environment());
    connection.exchange(
        Objects.requireNonNull(identity.tenantId()),
        Objects.requireNonNull(identity.clientId()),
        token(subject),
        connection.httpClient());
  }

  private static String token(String subject) {
    return issuer.token(TokenClaims.of(subject));
  }

  private static String named(int i) {
    return "repo:contoso/service-" + i + ":ref:refs/heads/main";
  }

  private static String immutable(int i) {
    return "repo:contoso@100/service-" + i + "@" + (1000 + i) + ":ref:refs/heads/main";
  }

  private String repositories(int count) {
    var lines = new StringBuilder("# repositories of contoso\n");
    for (int i = 0; i < count; i++) {
      lines.append("contoso@100/service-").append(i).append('@').append(1000 + i).append('\n');
    }
    try {
      Files.createDirectories(folder.resolve("tokens"));
      return Files.writeString(folder.resolve("repositories"), lines).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Terminal.Result migrate(String group, String... arguments) {
    var line = new ArrayList<>(List.of("federation", "migrate", "github", "-g", group));
    line.addAll(List.of(arguments));
    return terminal.run(line.toArray(String[]::new));
  }

  private static Identity createIdentity(String group, String name, List<String> subjects) {
    var created =
        client
            .userAssignedIdentities()
            .createOrUpdate(group, name, Identity.builder().location("westeurope").build());
    for (int i = 0; i < subjects.size(); i++) {
      var credential =
          FederatedIdentityCredential.builder()
              .issuer(GitHubActions.ISSUER)
              .subject(subjects.get(i))
              .audiences("api://AzureADTokenExchange")
              .build();
      var unused =
          client
              .federatedIdentityCredentials()
              .createOrUpdate(group, name, "credential-" + i, credential);
    }
    return created;
  }

  private static List<String> subjects(String group, String identity) {
    return client.federatedIdentityCredentials().list(group, identity).stream()
        .map(each -> Objects.requireNonNull(each.subject()))
        .toList();
  }
}
