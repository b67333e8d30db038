package dev.msi4j.samples;

import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import java.util.Locale;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Uses the asynchronous client: creates a user-assigned identity in an existing resource group,
 * trusts a GitHub workflow, lists identities and deletes the identity, even if a step fails.
 *
 * <p>This file needs the dependencies {@code dev.msi4j:msi4j-client} and {@code
 * com.azure:azure-identity}. Environment variables:
 *
 * <ul>
 *   <li>{@code AZURE_SUBSCRIPTION_ID}: the subscription
 *   <li>{@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code AZURE_CLIENT_SECRET}: the service
 *       principal, which needs the role Managed Identity Contributor; without them, the account of
 *       {@code az login}
 *   <li>{@code MSI4J_ARM_ENDPOINT}, {@code AZURE_AUTHORITY_HOST}: the addresses of a local Azure
 * </ul>
 */
public final class ManageIdentitiesAsync {
  private static final String IDENTITY = "demo-identity-async";
  private static final String CREDENTIAL = "github";

  private final ManagedServiceIdentityAsyncClient client;
  private final String resourceGroup;
  private final String location;
  private final Consumer<String> out;

  /**
   * Runs the sample on the Azure of the environment variables.
   *
   * @param args the name of a resource group that exists, and the region (default: westeurope)
   */
  public static void main(String[] args) {
    if (args.length == 0) {
      throw new IllegalArgumentException("no resource group: pass its name as first argument");
    }
    // The builders read the AZURE_ variables.
    var credential = new DefaultAzureCredentialBuilder();
    var client = new ManagedServiceIdentityClientBuilder();
    var local = System.getenv("MSI4J_ARM_ENDPOINT");
    if (local != null) {
      client.endpoint(local);
      // Instance discovery asks the public cloud about the authority, and a local one is unknown.
      credential.disableInstanceDiscovery();
    }
    client.credential(credential.build());

    var location = args.length > 1 ? args[1] : "westeurope";
    new ManageIdentitiesAsync(client.buildAsyncClient(), args[0], location, System.out::println)
        .run()
        .block();
  }

  /**
   * Creates the sample; sends no request.
   *
   * @param resourceGroup the name of a resource group that exists
   * @param location the region of the identity
   * @param out receives a line for each result
   */
  public ManageIdentitiesAsync(
      ManagedServiceIdentityAsyncClient client,
      String resourceGroup,
      String location,
      Consumer<String> out) {
    this.client = client;
    this.resourceGroup = resourceGroup;
    this.location = location;
    this.out = out;
  }

  /**
   * Returns a Mono that runs all steps when subscribed. {@code usingWhen} deletes the identity also
   * if a step fails or the subscription is cancelled.
   */
  public Mono<Void> run() {
    return Mono.usingWhen(create(), identity -> use(), identity -> delete());
  }

  private Mono<Identity> create() {
    var requested = Identity.builder().location(location).tag("environment", "production").build();
    return client
        .userAssignedIdentities()
        .createOrUpdate(resourceGroup, IDENTITY, requested)
        .doOnNext(identity -> out.accept("created " + identity.name()))
        .doOnNext(identity -> out.accept("client id " + identity.clientId()));
  }

  private Mono<Void> use() {
    return trustGitHub()
        .thenMany(client.userAssignedIdentities().listByResourceGroup(resourceGroup))
        .doOnNext(each -> out.accept("listed " + each.name() + " in " + each.location()))
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
        .doOnNext(each -> out.accept("trusts " + each.subject()));
  }

  private Mono<?> delete() {
    return client
        .userAssignedIdentities()
        .delete(resourceGroup, IDENTITY)
        .doOnNext(result -> out.accept("identity " + result.name().toLowerCase(Locale.ROOT)));
  }
}
