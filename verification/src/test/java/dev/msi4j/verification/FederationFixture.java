package dev.msi4j.verification;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.ClientAssertionCredentialBuilder;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import dev.msi4j.local.TestAzure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Local Azure with a resource group and helper methods for tests of federated credentials. */
final class FederationFixture implements AutoCloseable {
  static final String GROUP = "federation";
  static final String AUDIENCE = "api://AzureADTokenExchange";

  private static final Pattern CODE = Pattern.compile("AADSTS\\d+");

  private final LocalAzure azure;
  private final Clients clients;
  private final ManagedServiceIdentityClient client;

  private FederationFixture(LocalAzure azure) {
    this.azure = azure;
    clients = new Clients(azure);
    client = clients.builder().buildClient();
  }

  static FederationFixture start() {
    return start(TestAzure.builder());
  }

  static FederationFixture start(LocalAzureBuilder builder) {
    var fixture = join(builder);
    fixture.clients.createGroup(GROUP);
    return fixture;
  }

  /** Starts another server on an existing state that already contains the resource group. */
  static FederationFixture join(LocalAzureBuilder builder) {
    return new FederationFixture(builder.start());
  }

  LocalAzure azure() {
    return azure;
  }

  Clients clients() {
    return clients;
  }

  /** Returns the plain client, without the retries of the federation client. */
  ManagedServiceIdentityClient client() {
    return client;
  }

  /** Returns a builder of clients without retries. */
  ManagedServiceIdentityClientBuilder builder(HttpPipelinePolicy... policies) {
    var builder =
        clients
            .builder()
            .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))));
    List.of(policies).forEach(builder::addPolicy);
    return builder;
  }

  /** Returns a new federation client, which does not coordinate with others. */
  FederationClient federation(HttpPipelinePolicy... policies) {
    return FederationClient.of(builder(policies).buildClient());
  }

  ResourceId id(String identity) {
    return ResourceId.userAssignedIdentity(azure.subscriptionId().toString(), GROUP, identity);
  }

  ResourceId identity(String name) {
    create(name);
    return id(name);
  }

  Identity create(String name) {
    return client
        .userAssignedIdentities()
        .createOrUpdate(GROUP, name, Identity.builder().location("eastus").build());
  }

  /** Writes a credential with the plain client. */
  void put(ResourceId identity, String name, FederatedIdentityCredential credential) {
    client.federatedIdentityCredentials().createOrUpdate(GROUP, identity.name(), name, credential);
  }

  List<FederatedIdentityCredential> credentials(ResourceId identity) {
    return client.federatedIdentityCredentials().list(GROUP, identity.name()).stream().toList();
  }

  Set<String> subjects(ResourceId identity) {
    return credentials(identity).stream()
        .map(FederatedIdentityCredential::subject)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static FederatedIdentityCredential credential(String issuer, String subject) {
    return FederatedIdentityCredential.builder()
        .issuer(issuer)
        .subject(subject)
        .audiences(AUDIENCE)
        .build();
  }

  /** Requests a token of the identity; returns the code of the error, or empty on success. */
  Optional<String> error(ResourceId identity, String assertion) {
    var credential =
        new ClientAssertionCredentialBuilder()
            .authorityHost(azure.authorityHost())
            .tenantId(azure.tenantId().toString())
            .clientId(client.userAssignedIdentities().get(identity).clientId().toString())
            .clientAssertion(() -> assertion)
            .disableInstanceDiscovery()
            .httpClient(clients.http())
            .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
            .build();
    try {
      credential.getTokenSync(
          new TokenRequestContext().addScopes("https://management.azure.com/.default"));
      return Optional.empty();
    } catch (RuntimeException e) {
      // The exception type varies, but each message contains the code.
      var code = CODE.matcher(e.getMessage());
      if (!code.find()) {
        throw e;
      }
      return Optional.of(code.group());
    }
  }

  @Override
  public void close() {
    azure.close();
  }
}
