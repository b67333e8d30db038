package dev.msi4j.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.msi4j.AzureCloud;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.FederationOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Azure or to a local Azure, configured by environment variables: the {@code
 * AZURE_} variables of all Azure SDKs, and {@code MSI4J_} variables for a local Azure. Immutable.
 *
 * <ul>
 *   <li>{@code AZURE_SUBSCRIPTION_ID}: the subscription;
 *   <li>{@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code AZURE_CLIENT_SECRET}: the service
 *       principal; if one is missing, the default credential chain of azure-identity applies;
 *   <li>{@code AZURE_CLOUD}, {@code AZURE_AUTHORITY_HOST}: a cloud other than the public one;
 *   <li>{@code MSI4J_ARM_ENDPOINT}: the URL of Resource Manager, such as that of a local Azure;
 *   <li>{@code MSI4J_CA_FILE}: a PEM file of certificate authorities to trust besides the JDK's;
 *   <li>{@code MSI4J_IMDS_ENDPOINT}, {@code MSI4J_EXTENSION_ENDPOINT}: URL templates for the token
 *       endpoints of virtual machines of a local Azure, with {@code {subscription}}, {@code
 *       {resourceGroup}} and {@code {vm}}.
 * </ul>
 */
public final class Connection {
  /** Name of the variable with the URL of Resource Manager. */
  public static final String ENDPOINT = "MSI4J_ARM_ENDPOINT";

  /** Name of the variable with the path of a certificate authority's certificate. */
  public static final String CA_FILE = "MSI4J_CA_FILE";

  /** Name of the variable with the URL template of the instance metadata service. */
  public static final String IMDS_ENDPOINT = "MSI4J_IMDS_ENDPOINT";

  /** Name of the variable with the URL template of the token extension. */
  public static final String EXTENSION_ENDPOINT = "MSI4J_EXTENSION_ENDPOINT";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final List<AzureCloud> CLOUDS =
      List.of(AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA);
  private static final Set<String> KNOWN_AUTHORITIES =
      CLOUDS.stream()
          .map(cloud -> URI.create(cloud.authorityHost()).getHost())
          .collect(Collectors.toUnmodifiableSet());

  private final Map<String, String> variables;

  private Connection(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Returns the connection that these environment variables configure. */
  public static Connection of(Map<String, String> variables) {
    return new Connection(Map.copyOf(variables));
  }

  /**
   * Returns a client builder for this connection.
   *
   * @throws IllegalArgumentException if a variable has an invalid value
   */
  public ManagedServiceIdentityClientBuilder builder() {
    HttpClient http = httpClient();
    var builder =
        new ManagedServiceIdentityClientBuilder()
            .configuration(configuration())
            .credential(credential(http))
            .httpClient(http);
    String endpoint = variable(ENDPOINT);
    return endpoint == null ? builder : builder.endpoint(endpoint);
  }

  /** Returns a blocking client. */
  public ManagedServiceIdentityClient client() {
    return builder().buildClient();
  }

  /** Returns an asynchronous client. */
  public ManagedServiceIdentityAsyncClient asyncClient() {
    return builder().buildAsyncClient();
  }

  /** Returns Azure's management clients for all other resources. */
  ManagementClients managementClients() {
    HttpClient http = httpClient();
    var profile =
        new AzureProfile(
            variable(Configuration.PROPERTY_AZURE_TENANT_ID),
            client().subscriptionId(),
            environment());
    return new ManagementClients(http, profile, credential(http));
  }

  /** Returns a client for federated credentials, with the audience of the cloud. */
  public FederationClient federation(ManagedServiceIdentityClient client) {
    return FederationClient.of(client, FederationOptions.builder().cloud(cloud()).build());
  }

  /** Returns the sign-in of workloads outside Azure. */
  WorkloadSignIn workloadSignIn() {
    return new WorkloadSignIn(httpClient(), authority(), isAuthorityKnown());
  }

  /** Returns access to the token endpoints of a virtual machine, local or in Azure. */
  InsideVm insideVm(ManagementClients clients, String resourceGroup, String name) {
    String extension = variable(EXTENSION_ENDPOINT);
    String metadata = variable(IMDS_ENDPOINT);
    if (extension == null || metadata == null) {
      return new InsideAzureVm(clients.compute().getVirtualMachines(), resourceGroup, name);
    }
    UnaryOperator<String> filled =
        template ->
            template
                .replace("{subscription}", client().subscriptionId())
                .replace("{resourceGroup}", resourceGroup)
                .replace("{vm}", name);
    return new InsideLocalVm(httpClient(), filled.apply(extension), filled.apply(metadata));
  }

  /** Returns the audience of tokens for Resource Manager. */
  String resource() {
    return cloudEnvironment().getResourceManagerEndpoint();
  }

  private AzureEnvironment environment() {
    var endpoints = new HashMap<>(cloudEnvironment().getEndpoints());
    endpoints.put("activeDirectoryEndpointUrl", withSlash(authority()));
    String endpoint = variable(ENDPOINT);
    if (endpoint != null) {
      endpoints.put("resourceManagerEndpointUrl", withSlash(endpoint));
      endpoints.put("microsoftGraphResourceId", withSlash(endpoint) + "graph/");
    }
    return new AzureEnvironment(endpoints);
  }

  private AzureEnvironment cloudEnvironment() {
    String cloud = variable(Configuration.PROPERTY_AZURE_CLOUD);
    return cloud == null
        ? AzureEnvironment.AZURE
        : AzureEnvironment.knownEnvironments().stream()
            .filter(known -> known.getActiveDirectoryEndpoint().equals(withSlash(authority())))
            .findFirst()
            .orElse(AzureEnvironment.AZURE);
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }

  /** Returns whether the endpoint is a loopback address, where resources cost nothing. */
  public boolean isLocal() {
    String endpoint = variable(ENDPOINT);
    return endpoint != null && LOOPBACK.contains(String.valueOf(URI.create(endpoint).getHost()));
  }

  /** Returns the configured cloud, or the cloud of the configured authority; public by default. */
  public AzureCloud cloud() {
    String cloud = variable(Configuration.PROPERTY_AZURE_CLOUD);
    if (cloud != null) {
      return AzureCloud.named(cloud);
    }
    return CLOUDS.stream()
        .filter(known -> withSlash(known.authorityHost()).equals(withSlash(authority())))
        .findFirst()
        .orElse(AzureCloud.PUBLIC);
  }

  private HttpClient httpClient() {
    String caFile = variable(CA_FILE);
    return caFile == null ? TrustedHttp.client() : TrustedHttp.client(Path.of(caFile));
  }

  private TokenCredential credential(HttpClient http) {
    String tenant = variable(Configuration.PROPERTY_AZURE_TENANT_ID);
    String client = variable(Configuration.PROPERTY_AZURE_CLIENT_ID);
    String secret = variable(Configuration.PROPERTY_AZURE_CLIENT_SECRET);
    return tenant == null || client == null || secret == null
        ? defaultCredential(http)
        : clientSecret(tenant, client, secret, http);
  }

  private TokenCredential clientSecret(
      String tenant, String client, String secret, HttpClient http) {
    var builder =
        new ClientSecretCredentialBuilder()
            .tenantId(tenant)
            .clientId(client)
            .clientSecret(secret)
            .authorityHost(authority())
            .httpClient(http);
    return isAuthorityKnown() ? builder.build() : builder.disableInstanceDiscovery().build();
  }

  private TokenCredential defaultCredential(HttpClient http) {
    var builder =
        new DefaultAzureCredentialBuilder()
            .configuration(configuration())
            .authorityHost(authority())
            .httpClient(http);
    return isAuthorityKnown() ? builder.build() : builder.disableInstanceDiscovery().build();
  }

  private String authority() {
    String host = variable(Configuration.PROPERTY_AZURE_AUTHORITY_HOST);
    if (host != null) {
      return host;
    }
    String cloud = variable(Configuration.PROPERTY_AZURE_CLOUD);
    return (cloud == null ? AzureCloud.PUBLIC : AzureCloud.named(cloud)).authorityHost();
  }

  /** Instance discovery asks the public cloud about an authority, and a local one is unknown. */
  private boolean isAuthorityKnown() {
    return KNOWN_AUTHORITIES.contains(Objects.toString(URI.create(authority()).getHost()));
  }

  private Configuration configuration() {
    ConfigurationSource none = path -> Map.of();
    return new ConfigurationBuilder(none, none, path -> variables).build();
  }

  private @Nullable String variable(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
