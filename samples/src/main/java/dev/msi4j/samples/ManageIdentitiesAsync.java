package dev.msi4j.samples;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Uses the asynchronous client: creates a user-assigned identity in an existing resource group,
 * trusts a GitHub workflow, lists identities and deletes the identity, even if a step fails.
 */
public final class ManageIdentitiesAsync {
  private static final String IDENTITY = "demo-identity-async";
  private static final String CREDENTIAL = "github";

  private final ManagedServiceIdentityAsyncClient client;
  private final String resourceGroup;
  private final String location;
  private final PrintWriter out;

  /**
   * Creates the sample; sends no request.
   *
   * @param resourceGroup the name of a resource group that exists
   */
  public ManageIdentitiesAsync(
      ManagedServiceIdentityAsyncClient client,
      String resourceGroup,
      String location,
      PrintWriter out) {
    this.client = client;
    this.resourceGroup = resourceGroup;
    this.location = location;
    this.out = out;
  }

  /** Runs the sample in the resource group of the first argument. */
  public static void main(String[] args) {
    Map<String, String> variables = System.getenv();
    var settings = Settings.of(variables);
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var client = Connection.of(variables).asyncClient();
    new ManageIdentitiesAsync(client, args[0], settings.location(), out).run().block();
  }

  // @start region=async
  /** Returns a Mono that runs all steps when subscribed. */
  public Mono<Void> run() {
    return Mono.usingWhen(create(), identity -> use(), identity -> delete());
  }

  private Mono<Identity> create() {
    var requested = Identity.builder().location(location).tag("environment", "production").build();
    return client
        .userAssignedIdentities()
        .createOrUpdate(resourceGroup, IDENTITY, requested)
        .doOnNext(identity -> out.println("created " + identity.name()))
        .doOnNext(identity -> out.println("client id " + identity.clientId()));
  }

  private Mono<Void> use() {
    return trustGitHub()
        .thenMany(client.userAssignedIdentities().listByResourceGroup(resourceGroup))
        .doOnNext(each -> out.println("listed " + each.name() + " in " + each.location()))
        .then();
  }

  private Mono<FederatedIdentityCredential> trustGitHub() {
    var credential =
        FederatedIdentityCredential.builder()
            .issuer("https://token.actions.githubusercontent.com")
            .subject("repo:octo/shop:ref:refs/heads/main")
            .audiences("api://AzureADTokenExchange")
            .build();
    return client
        .federatedIdentityCredentials()
        .createOrUpdate(resourceGroup, IDENTITY, CREDENTIAL, credential)
        .doOnNext(each -> out.println("trusts " + each.subject()));
  }

  private Mono<?> delete() {
    return client
        .userAssignedIdentities()
        .delete(resourceGroup, IDENTITY)
        .doOnNext(result -> out.println("identity " + Formatter.of(result)));
  }
  // @end
}
