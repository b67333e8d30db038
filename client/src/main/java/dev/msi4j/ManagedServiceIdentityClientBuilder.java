package dev.msi4j;

import com.azure.core.annotation.ServiceClientBuilder;
import com.azure.core.client.traits.ConfigurationTrait;
import com.azure.core.client.traits.EndpointTrait;
import com.azure.core.client.traits.HttpTrait;
import com.azure.core.client.traits.TokenCredentialTrait;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.policy.AddHeadersFromContextPolicy;
import com.azure.core.http.policy.AddHeadersPolicy;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpLoggingPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPolicyProviders;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.CoreUtils;
import com.azure.core.util.builder.ClientBuilderUtil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ManagedServiceIdentityClient} or a {@link ManagedServiceIdentityAsyncClient}. A
 * credential and a subscription are required; all other settings have defaults. A builder is not
 * thread-safe; the clients are.
 *
 * <p>Settings that are not set are read from the configuration, by default from environment
 * variables and system properties: {@code AZURE_SUBSCRIPTION_ID}, {@code AZURE_CLOUD}, and {@code
 * AZURE_AUTHORITY_HOST} if {@code AZURE_CLOUD} is not set. A cloud found by its authority is one of
 * the three predefined ones.
 */
@ServiceClientBuilder(
    serviceClients = {ManagedServiceIdentityClient.class, ManagedServiceIdentityAsyncClient.class})
public final class ManagedServiceIdentityClientBuilder
    implements TokenCredentialTrait<ManagedServiceIdentityClientBuilder>,
        HttpTrait<ManagedServiceIdentityClientBuilder>,
        ConfigurationTrait<ManagedServiceIdentityClientBuilder>,
        EndpointTrait<ManagedServiceIdentityClientBuilder> {
  private static final String SDK_NAME = "msi4j";
  private static final Duration REGISTRATION_TIMEOUT = Duration.ofMinutes(2);

  private final List<HttpPipelinePolicy> policies = new ArrayList<>();
  private @Nullable TokenCredential credential;
  private @Nullable String subscriptionId;
  private @Nullable ApiVersion apiVersion;
  private @Nullable ApiProfile profile;
  private @Nullable AzureCloud cloud;
  private @Nullable String endpoint;
  private @Nullable HttpClient httpClient;
  private @Nullable HttpPipeline pipeline;
  private @Nullable RetryOptions retryOptions;
  private @Nullable RetryPolicy retryPolicy;
  private @Nullable HttpLogOptions httpLogOptions;
  private @Nullable ClientOptions clientOptions;
  private @Nullable Configuration configuration;
  private boolean validation = true;
  private boolean providerRegistration = true;
  private Duration providerRegistrationTimeout = REGISTRATION_TIMEOUT;
  private ProviderRegistrationPolicy.Timer timer = ProviderRegistrationPolicy.Timer.SYSTEM;

  /** Creates a builder without any settings. */
  public ManagedServiceIdentityClientBuilder() {}

  /**
   * Sets the credential that acquires access tokens for Resource Manager. Required.
   *
   * @param credential the credential, such as a {@code DefaultAzureCredential} of azure-identity
   * @return this builder
   */
  @Override
  public ManagedServiceIdentityClientBuilder credential(TokenCredential credential) {
    this.credential = credential;
    return this;
  }

  /**
   * Sets the subscription of the client. Required unless {@code AZURE_SUBSCRIPTION_ID} is set.
   *
   * @param subscriptionId the id alone, without {@code /subscriptions/}; validated when a client is
   *     built
   * @return this builder
   */
  public ManagedServiceIdentityClientBuilder subscriptionId(String subscriptionId) {
    this.subscriptionId = subscriptionId;
    return this;
  }

  /**
   * Sets one API version for all operation groups. The default is {@link ApiVersion#DEFAULT}.
   * Cannot be combined with {@link #profile}.
   *
   * @param apiVersion the version
   * @return this builder
   */
  public ManagedServiceIdentityClientBuilder apiVersion(ApiVersion apiVersion) {
    this.apiVersion = apiVersion;
    return this;
  }

  /**
   * Sets one API version for all operation groups, known or not. Cannot be combined with {@link
   * #profile}.
   *
   * @param apiVersion a date and optionally a suffix, such as {@code 2024-11-30} or {@code
   *     2022-01-31-preview}
   * @return this builder
   * @throws IllegalArgumentException if the text does not have that format
   */
  public ManagedServiceIdentityClientBuilder apiVersion(String apiVersion) {
    return apiVersion(ApiVersion.of(apiVersion));
  }

  /**
   * Sets an API version for each operation group. The default is {@link ApiProfile#DEFAULT}. Cannot
   * be combined with {@link #apiVersion}.
   *
   * @param profile the profile
   * @return this builder
   */
  public ManagedServiceIdentityClientBuilder profile(ApiProfile profile) {
    this.profile = profile;
    return this;
  }

  /**
   * Sets the cloud. The default is the cloud of the configuration, or else {@link
   * AzureCloud#PUBLIC}.
   *
   * @param cloud the cloud
   * @return this builder
   */
  public ManagedServiceIdentityClientBuilder cloud(AzureCloud cloud) {
    this.cloud = cloud;
    return this;
  }

  /**
   * Sets the URL of Resource Manager. The scope of access tokens remains that of the cloud; to
   * change both, define a cloud with {@link AzureCloud#custom}.
   *
   * @param endpoint an https URL; http is allowed only with a custom {@link #pipeline}, since an
   *     access token is never sent over http
   * @return this builder
   */
  @Override
  public ManagedServiceIdentityClientBuilder endpoint(String endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  /**
   * Sets the HTTP client. By default azure-core selects one from the class path.
   *
   * @param httpClient the HTTP client
   * @return this builder
   */
  @Override
  public ManagedServiceIdentityClientBuilder httpClient(HttpClient httpClient) {
    this.httpClient = httpClient;
    return this;
  }

  /**
   * Sets the HTTP pipeline. This builder's credential, policy, retry, logging and registration
   * settings are then ignored.
   *
   * @param pipeline the pipeline
   * @return this builder
   */
  @Override
  public ManagedServiceIdentityClientBuilder pipeline(HttpPipeline pipeline) {
    this.pipeline = pipeline;
    return this;
  }

  /**
   * Adds a policy to the pipeline.
   *
   * @param policy the policy; its position decides whether it runs once for a call or once for each
   *     attempt
   * @return this builder
   * @throws IllegalArgumentException if the policy is null
   */
  @Override
  public ManagedServiceIdentityClientBuilder addPolicy(HttpPipelinePolicy policy) {
    policies.add(ArgumentValidator.requireNonNull("policy", policy));
    return this;
  }

  /**
   * Sets the number of retries and their delays. Cannot be combined with {@link #retryPolicy}. By
   * default azure-core retries three times with exponential backoff.
   *
   * @param retryOptions the options; without a retry condition, throttling, transient server errors
   *     and broken connections are retried
   * @return this builder
   */
  @Override
  public ManagedServiceIdentityClientBuilder retryOptions(RetryOptions retryOptions) {
    this.retryOptions = retryOptions;
    return this;
  }

  /**
   * Sets the retry policy. Cannot be combined with {@link #retryOptions}.
   *
   * @param retryPolicy the policy
   * @return this builder
   */
  public ManagedServiceIdentityClientBuilder retryPolicy(RetryPolicy retryPolicy) {
    this.retryPolicy = retryPolicy;
    return this;
  }

  /**
   * Sets which parts of requests and responses are logged. The default is azure-core's.
   *
   * @param httpLogOptions the options
   * @return this builder
   */
  @Override
  public ManagedServiceIdentityClientBuilder httpLogOptions(HttpLogOptions httpLogOptions) {
    this.httpLogOptions = httpLogOptions;
    return this;
  }

  /**
   * Sets the application id for the user agent, headers for every request, and tracing.
   *
   * @param clientOptions the options
   * @return this builder
   */
  @Override
  public ManagedServiceIdentityClientBuilder clientOptions(ClientOptions clientOptions) {
    this.clientOptions = clientOptions;
    return this;
  }

  /**
   * Sets the configuration to read missing settings from. The default is azure-core's global
   * configuration.
   *
   * @param configuration the configuration
   * @return this builder
   */
  @Override
  public ManagedServiceIdentityClientBuilder configuration(Configuration configuration) {
    this.configuration = configuration;
    return this;
  }

  /**
   * Sets whether newValidator are validated against Azure's rules for names and values before a
   * request is sent. The default is true.
   *
   * @param validation whether to validate
   * @return this builder
   */
  public ManagedServiceIdentityClientBuilder validation(boolean validation) {
    this.validation = validation;
    return this;
  }

  /**
   * Sets whether the client registers Microsoft.ManagedIdentity in the subscription if Azure
   * reports that it is not registered. The default is true.
   *
   * @param providerRegistration whether to register the provider
   * @return this builder
   */
  public ManagedServiceIdentityClientBuilder providerRegistration(boolean providerRegistration) {
    this.providerRegistration = providerRegistration;
    return this;
  }

  /**
   * Sets the maximum time to wait for a registration. The default is 2 minutes.
   *
   * @param timeout the maximum time; polls are 2 seconds apart
   * @return this builder
   */
  public ManagedServiceIdentityClientBuilder providerRegistrationTimeout(Duration timeout) {
    this.providerRegistrationTimeout = timeout;
    return this;
  }

  /** Sets the timer of the registration policy, for tests. */
  ManagedServiceIdentityClientBuilder timer(ProviderRegistrationPolicy.Timer timer) {
    this.timer = timer;
    return this;
  }

  /**
   * Builds a synchronous client.
   *
   * @return the client
   * @throws IllegalStateException if a required setting is missing or two settings cannot be
   *     combined
   * @throws IllegalArgumentException if a setting is invalid
   */
  public ManagedServiceIdentityClient buildClient() {
    return new ManagedServiceIdentityClient(
        newTransport(), resolveSubscriptionId(), newValidator());
  }

  /**
   * Builds an asynchronous client.
   *
   * @return the client
   * @throws IllegalStateException if a required setting is missing or two settings cannot be
   *     combined
   * @throws IllegalArgumentException if a setting is invalid
   */
  public ManagedServiceIdentityAsyncClient buildAsyncClient() {
    return new ManagedServiceIdentityAsyncClient(
        newTransport(), resolveSubscriptionId(), newValidator());
  }

  private ArgumentValidator newValidator() {
    return new ArgumentValidator(validation);
  }

  private ArmTransport newTransport() {
    ApiProfile resolvedProfile = resolveProfile();
    AzureCloud resolvedCloud = resolveCloud();
    var base =
        Endpoint.of(endpoint == null ? resolvedCloud.endpoint() : endpoint, pipeline != null);
    return new ArmTransport(
        pipeline == null ? newPipeline(requireCredential(), resolvedCloud) : pipeline,
        base,
        resolvedProfile);
  }

  /** Creates the pipeline. The order of the policies is from the outermost to the innermost. */
  private HttpPipeline newPipeline(TokenCredential token, AzureCloud resolvedCloud) {
    var logOptions = httpLogOptions == null ? new HttpLogOptions() : httpLogOptions;
    var options = clientOptions == null ? new ClientOptions() : clientOptions;
    var all = new ArrayList<HttpPipelinePolicy>();
    all.add(new RequestIdPolicy());
    all.add(
        new UserAgentPolicy(
            CoreUtils.getApplicationId(options, logOptions),
            SDK_NAME,
            LibraryVersion.get(),
            resolveConfiguration()));
    all.add(new AddHeadersFromContextPolicy());
    HttpHeaders headers = CoreUtils.createHttpHeadersFromClientOptions(options);
    if (headers != null) {
      all.add(new AddHeadersPolicy(headers));
    }
    addPolicies(all, HttpPipelinePosition.PER_CALL);
    HttpPolicyProviders.addBeforeRetryPolicies(all);
    if (providerRegistration) {
      all.add(new ProviderRegistrationPolicy(providerRegistrationTimeout, timer));
    }
    all.add(newRetryPolicy());
    all.add(new ClaimsChallengePolicy(token, resolvedCloud.scope()));
    addPolicies(all, HttpPipelinePosition.PER_RETRY);
    HttpPolicyProviders.addAfterRetryPolicies(all);
    if (logOptions.getLogLevel() != HttpLogDetailLevel.NONE) {
      // The policy loads Jackson's databind, even if it logs nothing.
      all.add(new HttpLoggingPolicy(logOptions));
    }
    return new HttpPipelineBuilder()
        .policies(all.toArray(new HttpPipelinePolicy[0]))
        .httpClient(httpClient)
        .clientOptions(options)
        .build();
  }

  private void addPolicies(List<HttpPipelinePolicy> all, HttpPipelinePosition position) {
    for (HttpPipelinePolicy policy : policies) {
      if (policy.getPipelinePosition() == position) {
        all.add(policy);
      }
    }
  }

  private HttpPipelinePolicy newRetryPolicy() {
    return ClientBuilderUtil.validateAndGetRetryPolicy(
        retryPolicy,
        retryOptions == null ? null : RetryConditions.withDefaultCondition(retryOptions),
        new RetryPolicy(
            RetryConditions.withDefaultCondition(
                new RetryOptions(new ExponentialBackoffOptions()))));
  }

  private TokenCredential requireCredential() {
    if (credential == null) {
      throw new IllegalStateException(
          "no credential: call credential(…), for example with a DefaultAzureCredential of"
              + " azure-identity");
    }
    return credential;
  }

  private String resolveSubscriptionId() {
    String chosen =
        subscriptionId == null
            ? resolveConfiguration().get(Configuration.PROPERTY_AZURE_SUBSCRIPTION_ID)
            : subscriptionId;
    if (chosen == null || chosen.isBlank()) {
      throw new IllegalStateException(
          "no subscription: call subscriptionId(…) or set the environment variable"
              + " AZURE_SUBSCRIPTION_ID");
    }
    return newValidator()
        .subscriptionId(
            subscriptionId == null
                ? Configuration.PROPERTY_AZURE_SUBSCRIPTION_ID
                : "subscriptionId",
            chosen);
  }

  private ApiProfile resolveProfile() {
    if (apiVersion != null) {
      if (profile != null && profile != ApiProfile.DEFAULT) {
        throw new IllegalStateException(
            "Cannot use api version and profile at the same time: set apiVersion(…) or profile(…)");
      }
      return ApiProfile.of(apiVersion);
    }
    ApiProfile chosen = profile == null ? ApiProfile.DEFAULT : profile;
    if (!chosen.definesClient()) {
      throw new IllegalStateException(
          "This profile doesn't define ManagedServiceIdentityClient: " + chosen.name());
    }
    return chosen;
  }

  private AzureCloud resolveCloud() {
    if (cloud != null) {
      return cloud;
    }
    String name = resolveConfiguration().get(Configuration.PROPERTY_AZURE_CLOUD);
    if (name != null && !name.isBlank()) {
      return AzureCloud.named(name);
    }
    String authority = resolveConfiguration().get(Configuration.PROPERTY_AZURE_AUTHORITY_HOST);
    return authority == null || authority.isBlank()
        ? AzureCloud.PUBLIC
        : AzureCloud.withAuthority(authority).orElse(AzureCloud.PUBLIC);
  }

  private Configuration resolveConfiguration() {
    return configuration == null ? Configuration.getGlobalConfiguration() : configuration;
  }
}
