package dev.msi4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.Groups;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.Parallel;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.role.RoleAssignments;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.TokenClaims;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Reproduces a published account of 312 identities: 47 % inactive, 18 % without a role. */
class UnusedCommandTests {
  private static final int IDENTITIES = 312;
  private static final int INACTIVE = 147;
  private static final int WITHOUT_ROLE = 56;
  private static final String READER =
      "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";

  private final TestClock clock = new TestClock(Instant.now().minus(Duration.ofDays(100)));
  @AutoClose private final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private final HttpClient http = AzureConnection.of(azure.environment()).httpClient();
  private final LocalIssuer issuer = azure.createIssuer("cluster");

  @Test
  void unusedFindsInactiveIdentitiesAndThoseWithoutRole() {
    var client = client();
    Groups.create(client, "estate");
    var all = IntStream.range(0, IDENTITIES).boxed().toList();
    Parallel.forEach(all, number -> create(client, number));
    // Some of the inactive identities signed in once, the others never.
    Parallel.forEach(all.subList(0, 40), number -> signIn(client, number));
    clock.advance(Duration.ofDays(100));
    var later = client();
    Parallel.forEach(all.subList(INACTIVE, IDENTITIES), number -> signIn(later, number));
    Parallel.forEach(all.subList(WITHOUT_ROLE, IDENTITIES), number -> assignReader(later, number));

    var unused = Terminal.signedIn(azure).run("unused", "-o", "csv");

    assertThat(unused.status()).as(unused.err()).isZero();
    assertThat(unused.err()).isEmpty();
    assertThat(unused.lines().stream().filter(line -> line.contains("sign-in"))).hasSize(INACTIVE);
    assertThat(unused.lines().stream().filter(line -> line.contains("last sign-in at ")))
        .hasSize(40);
    assertThat(unused.lines().stream().filter(line -> line.contains("no role")))
        .hasSize(WITHOUT_ROLE);
    assertThat(unused.out()).doesNotContain(name(INACTIVE) + ",");
  }

  @Test
  void identityIsUnusedByClockOfAzure() {
    Groups.create(client(), "estate");
    create(client(), 0);
    signIn(client(), 0);
    assignReader(client(), 0);

    // By the clock of the command, the last sign-in was a hundred days ago.
    assertThat(unused()).isEmpty();
    clock.advance(Duration.ofDays(89));
    assertThat(unused()).isEmpty();
    clock.advance(Duration.ofDays(2));
    assertThat(unused()).contains("last sign-in at ");
  }

  private String unused() {
    var unused = Terminal.signedIn(azure).run("unused", "--no-headers");
    assertThat(unused.status()).as(unused.err()).isZero();
    return unused.out();
  }

  private ManagedServiceIdentityClient client() {
    return AzureConnection.of(azure.environment()).client();
  }

  private void create(ManagedServiceIdentityClient client, int number) {
    var unused =
        client
            .userAssignedIdentities()
            .createOrUpdate(
                "estate", name(number), Identity.builder().location("westeurope").build());
    var credential =
        client
            .federatedIdentityCredentials()
            .createOrUpdate(
                "estate",
                name(number),
                "main",
                FederatedIdentityCredential.builder()
                    .issuer(issuer.url())
                    .subject("workload-" + number)
                    .audiences("api://AzureADTokenExchange")
                    .build());
    assertThat(credential.name()).isEqualTo("main");
  }

  private void signIn(ManagedServiceIdentityClient client, int number) {
    var identity = client.userAssignedIdentities().get("estate", name(number));
    AzureConnection.of(azure.environment())
        .exchange(
            azure.tenantId(),
            Objects.requireNonNull(identity.clientId()),
            issuer.token(TokenClaims.of("workload-" + number)),
            http);
  }

  private static void assignReader(ManagedServiceIdentityClient client, int number) {
    var identity = client.userAssignedIdentities().get("estate", name(number));
    var resourceManager = ResourceManager.of(client);
    var assigned =
        new RoleAssignments(resourceManager)
            .assign(
                resourceManager.resourceGroup("estate"),
                READER,
                String.valueOf(identity.principalId()),
                "ServicePrincipal",
                Duration.ZERO);
    assertThat(assigned.id()).isNotEmpty();
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "identity-%03d", number);
  }
}
