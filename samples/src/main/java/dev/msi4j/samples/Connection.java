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
 * The way to an Azure, read from environment variables: the {@code AZURE_} variables that all Azure
 * SDKs read, and two more for an Azure that is elsewhere, such as a local one. Immutable.
 *
 * <ul>
 *   <li>{@code AZURE_SUBSCRIPTION_ID}: the subscription;
 *   <li>{@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code AZURE_CLIENT_SECRET}: the service
 *       principal to sign in as; if one is missing, azure-identity's default credential looks
 *       elsewhere, as in the Azure CLI;
 *   <li>{@code AZURE_CLOUD}, {@code AZURE_AUTHORITY_HOST}: a cloud that is not the public one;
 *   <li>{@code MSI4J_ARM_ENDPOINT}: the URL of Resource Manager in the cloud's place;
 *   <li>{@code MSI4J_CA_FILE}: a certificate authority to trust beside the JDK's, in PEM;
 *   <li>{@code MSI4J_IMDS_ENDPOINT}, {@code MSI4J_EXTENSION_ENDPOINT}: where the token endpoints
 *       inside a virtual machine are reached from outside, with {@code {subscription}}, {@code
 *       {resourceGroup}} and {@code {vm}} to be filled in.
 * </ul>
 */
public final class Connection {
  /** The variable with the URL of Resource Manager. */
  public static final String ENDPOINT = "MSI4J_ARM_ENDPOINT";

  /** The variable with the path of a certificate authority's certificate. */
  public static final String CA_FILE = "MSI4J_CA_FILE";

  /** The variable with the base URL of a machine's metadata service, to be filled in. */
  public static final String IMDS_ENDPOINT = "MSI4J_IMDS_ENDPOINT";

  /** The variable with the base URL of a machine's token extension, to be filled in. */
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

  /** Returns the way that these variables describe. */
  public static Connection of(Map<String, String> variables) {
    return new Connection(Map.copyOf(variables));
  }

  /**
   * Returns a builder of a client that goes this way.
   *
   * @throws IllegalArgumentException if a variable has no sense
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

  /** Returns a client that blocks until answers are there. */
  public ManagedServiceIdentityClient client() {
    return builder().buildClient();
  }

  /** Returns a client that does not block. */
  public ManagedServiceIdentityAsyncClient asyncClient() {
    return builder().buildAsyncClient();
  }

  /** Returns Azure's own management clients, for what is not an identity. */
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

  /** Returns how workloads outside sign in. */
  WorkloadSignIn workloadSignIn() {
    return new WorkloadSignIn(httpClient(), authority(), isAuthorityKnown());
  }

  /** Returns the way into a virtual machine: by its endpoints, where those are within reach. */
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

  /** Returns whether the Azure is on this machine, where nothing costs money. */
  public boolean isLocal() {
    String endpoint = variable(ENDPOINT);
    return endpoint != null && LOOPBACK.contains(String.valueOf(URI.create(endpoint).getHost()));
  }

  /** Returns the cloud that is named, or whose authority is; the public one by default. */
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

  /** Instance discovery asks the public cloud whether it knows an authority; of ours it doesn't. */
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
