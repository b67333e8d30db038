package dev.msi4j.cli.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.CredentialBuilderBase;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.msi4j.AzureCloud;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.TerminalWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Azure or to a local Azure, configured by environment variables. Immutable.
 *
 * <ul>
 *   <li>{@code AZURE_SUBSCRIPTION_ID}: the subscription
 *   <li>{@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code AZURE_CLIENT_SECRET}: the service
 *       principal; if one is missing, the default credential chain of azure-identity applies
 *   <li>{@code AZURE_CLOUD}, {@code AZURE_AUTHORITY_HOST}: a cloud other than the public one
 *   <li>{@code MSI4J_ARM_ENDPOINT}: the URL of Resource Manager, such as that of a local Azure
 *   <li>{@code MSI4J_CA_FILE}: a PEM file of certificate authorities to trust besides the JDK's
 *   <li>{@code AZURE_REQUEST_RETRY_COUNT}: how often a failed request is repeated
 *   <li>{@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code NO_PROXY}: the proxy and the hosts that are
 *       reached without it; also in lower case
 * </ul>
 */
public final class AzureConnection {
  /** Name of the variable with the URL of Resource Manager. */
  public static final String ENDPOINT = "MSI4J_ARM_ENDPOINT";

  /** Name of the variable with the path of a certificate authority's certificate. */
  public static final String CA_FILE = "MSI4J_CA_FILE";

  private static final String RETRY_COUNT = Configuration.PROPERTY_AZURE_REQUEST_RETRY_COUNT;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final List<AzureCloud> CLOUDS =
      List.of(AzureCloud.PUBLIC, AzureCloud.US_GOVERNMENT, AzureCloud.CHINA);

  private final Map<String, String> variables;
  private final @Nullable PersistentTokenCache tokens;
  private final @Nullable TerminalWriter log;

  private AzureConnection(
      Map<String, String> variables,
      @Nullable PersistentTokenCache tokens,
      @Nullable TerminalWriter log) {
    this.variables = variables;
    this.tokens = tokens;
    this.log = log;
  }

  /** Returns the connection that these environment variables configure. */
  public static AzureConnection of(Map<String, String> variables) {
    return new AzureConnection(Map.copyOf(variables), null, null);
  }

  /** Returns the same connection, whose clients keep the tokens of a service principal. */
  AzureConnection withTokenCache(PersistentTokenCache cache) {
    return new AzureConnection(variables, cache, log);
  }

  /** Returns the same connection, which prints each request. */
  AzureConnection withRequestLog(TerminalWriter err) {
    return new AzureConnection(variables, tokens, err);
  }

  /**
   * Returns a client builder for this connection.
   *
   * @throws IllegalArgumentException if a variable has an invalid value
   */
  public ManagedServiceIdentityClientBuilder builder() {
    HttpClient http = azureHttpClient();
    var builder =
        new ManagedServiceIdentityClientBuilder()
            .configuration(configuration())
            .retryOptions(retryOptions())
            .httpClient(http);
    String endpoint = variable(ENDPOINT);
    if (endpoint != null) {
      builder.endpoint(endpoint);
    }
    var cached = cachedCredential(http);
    return cached == null
        ? builder.credential(credential(http))
        : builder.credential(cached).addPolicy(new TokenRenewalPolicy(cached, cloud().scope()));
  }

  /** Returns the credential that keeps its tokens; null if tokens are not kept. */
  private @Nullable CachedCredential cachedCredential(HttpClient http) {
    var account = servicePrincipal();
    return tokens == null || account.isEmpty()
        ? null
        : new CachedCredential(tokens, account, () -> credential(http));
  }

  /** Returns authority, tenant, client and secret; empty unless all are set. */
  private List<String> servicePrincipal() {
    String tenant = variable(Configuration.PROPERTY_AZURE_TENANT_ID);
    String client = variable(Configuration.PROPERTY_AZURE_CLIENT_ID);
    String secret = variable(Configuration.PROPERTY_AZURE_CLIENT_SECRET);
    return tenant == null || client == null || secret == null
        ? List.of()
        : List.of(authority(), tenant, client, secret);
  }

  /** Returns a blocking client. */
  public ManagedServiceIdentityClient client() {
    return builder().buildClient();
  }

  /** Returns whether the endpoint is a loopback address, where resources cost nothing. */
  public boolean isLocal() {
    String endpoint = variable(ENDPOINT);
    return endpoint != null && isLoopback(endpoint);
  }

  private static boolean isLoopback(String url) {
    return LOOPBACK.contains(String.valueOf(URI.create(url).getHost()));
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

  /** Returns a new HTTP client, with the proxy and the certificate authorities of the variables. */
  public HttpClient httpClient() {
    String caFile = variable(CA_FILE);
    return logged(
        caFile == null
            ? TrustedHttp.client(proxyConfiguration())
            : TrustedHttp.client(proxyConfiguration(), Path.of(caFile)));
  }

  /**
   * Returns a new HTTP client for the services of Azure. For a local Azure, it does not load the
   * certificate authorities of the JDK, which takes longer than a request.
   */
  private HttpClient azureHttpClient() {
    String caFile = variable(CA_FILE);
    return caFile != null && isLocal() && isLoopback(authority())
        ? logged(TrustedHttp.localClient(proxyConfiguration(), Path.of(caFile)))
        : httpClient();
  }

  private HttpClient logged(HttpClient client) {
    return log == null ? client : new RequestLog(client, log);
  }

  /** Returns the credential of the service principal, or the default credential. */
  public TokenCredential credential() {
    return credential(httpClient());
  }

  /**
   * Returns a pipeline that signs in to a service other than Resource Manager.
   *
   * @param scope the scope of the tokens, such as {@code https://graph.microsoft.com/.default}
   */
  HttpPipeline pipeline(String scope) {
    HttpClient http = azureHttpClient();
    var policies = new ArrayList<HttpPipelinePolicy>();
    policies.add(
        new RetryPolicy(retryOptions().setShouldRetryCondition(AzureConnection::isTransient)));
    var cached = cachedCredential(http);
    policies.add(
        new BearerTokenAuthenticationPolicy(cached == null ? credential(http) : cached, scope));
    if (cached != null) {
      policies.add(new TokenRenewalPolicy(cached, scope));
    }
    return new HttpPipelineBuilder()
        .policies(policies.toArray(HttpPipelinePolicy[]::new))
        .httpClient(http)
        .build();
  }

  /**
   * Returns the issuer of the tokens of the configured tenant.
   *
   * @throws CommandException if no tenant is configured
   */
  public String tenantAuthority() {
    String tenant = variable(Configuration.PROPERTY_AZURE_TENANT_ID);
    if (tenant == null) {
      throw new CommandException("no tenant: set AZURE_TENANT_ID, or pass --issuer");
    }
    return withSlash(authority()) + tenant + "/v2.0";
  }

  private TokenCredential credential(HttpClient http) {
    var account = servicePrincipal();
    return new SignIn(
        account.isEmpty()
            ? defaultCredential(http)
            : clientSecret(account.get(1), account.get(2), account.get(3), http));
  }

  /**
   * Exchanges the token of an external issuer for an access token of an identity.
   *
   * @throws com.azure.core.exception.ClientAuthenticationException if Microsoft Entra rejects the
   *     token
   */
  public void exchange(UUID tenantId, UUID clientId, String token, HttpClient http) {
    var builder =
        withRetries(new ClientAssertionCredentialBuilder())
            .tenantId(tenantId.toString())
            .clientId(clientId.toString())
            .clientAssertion(() -> token)
            .authorityHost(authority())
            .httpClient(http);
    var credential =
        isAuthorityKnown() ? builder.build() : builder.disableInstanceDiscovery().build();
    var unused = credential.getTokenSync(new TokenRequestContext().addScopes(cloud().scope()));
  }

  private TokenCredential clientSecret(
      String tenant, String client, String secret, HttpClient http) {
    var builder =
        withRetries(new ClientSecretCredentialBuilder())
            .tenantId(tenant)
            .clientId(client)
            .clientSecret(secret)
            .authorityHost(authority())
            .httpClient(http);
    return isAuthorityKnown() ? builder.build() : builder.disableInstanceDiscovery().build();
  }

  private TokenCredential defaultCredential(HttpClient http) {
    var builder =
        withRetries(new DefaultAzureCredentialBuilder())
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
    var host = URI.create(authority()).getHost();
    return CLOUDS.stream()
        .anyMatch(known -> URI.create(known.authorityHost()).getHost().equals(host));
  }

  private static boolean isTransient(RequestRetryCondition outcome) {
    if (outcome.getResponse() == null) {
      return outcome.getThrowable() instanceof IOException;
    }
    int status = outcome.getResponse().getStatusCode();
    return status == 408 || status == 429 || status >= 500;
  }

  private <B extends CredentialBuilderBase<B>> B withRetries(B builder) {
    return variable(RETRY_COUNT) == null ? builder : builder.retryOptions(retryOptions());
  }

  /** Returns the delays of azure-core, with the number of retries of the environment variable. */
  private RetryOptions retryOptions() {
    var delays = new ExponentialBackoffOptions();
    String count = variable(RETRY_COUNT);
    return new RetryOptions(count == null ? delays : delays.setMaxRetries(retries(count)));
  }

  private static int retries(String count) {
    if (!count.matches("\\d{1,3}")) {
      throw new CommandException(
          RETRY_COUNT + " '" + count + "' must be a number of retries from 0 to 999");
    }
    return Integer.parseInt(count);
  }

  /** Returns the variables as a configuration of azure-core, without blank ones. */
  public Configuration configuration() {
    ConfigurationSource none = path -> Map.of();
    var set = new HashMap<>(variables);
    set.values().removeIf(String::isBlank);
    return new ConfigurationBuilder(none, none, path -> set).build();
  }

  /**
   * Returns the configuration of the proxy. azure-core reads the environment variables only if the
   * property {@code java.net.useSystemProxies} is set.
   */
  private Configuration proxyConfiguration() {
    var properties = new HashMap<String, String>();
    var system = System.getProperties();
    system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
    properties.put("java.net.useSystemProxies", "true");
    var all = new HashMap<>(variables);
    for (var name : List.of("HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY")) {
      var lowerCase = variable(name.toLowerCase(Locale.ROOT));
      if (lowerCase != null) {
        all.putIfAbsent(name, lowerCase);
      }
    }
    return new ConfigurationBuilder(path -> Map.of(), path -> properties, path -> all).build();
  }

  private @Nullable String variable(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  private static String withSlash(String url) {
    return url.endsWith("/") ? url : url + "/";
  }
}
