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
 * credential and a subscription are required; all else has a default. A builder is not for several
 * threads at once; the clients it builds are.
 *
 * <p>What is not set is looked for in the configuration (by default the environment and the system
 * properties): {@code AZURE_SUBSCRIPTION_ID}, {@code AZURE_CLOUD}, and {@code AZURE_AUTHORITY_HOST}
 * if there is no {@code AZURE_CLOUD}.
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
  private Delays delays = Delays.REAL;

  /** Returns a builder with nothing set. */
  public ManagedServiceIdentityClientBuilder() {}

  /** Sets the credential that gets tokens for Resource Manager. Required. */
  @Override
  public ManagedServiceIdentityClientBuilder credential(TokenCredential credential) {
    this.credential = credential;
    return this;
  }

  /**
   * Sets the subscription to work in. Required, unless {@code AZURE_SUBSCRIPTION_ID} is set.
   *
   * @param subscriptionId the id alone, without {@code /subscriptions/}; checked when a client is
   *     built
   */
  public ManagedServiceIdentityClientBuilder subscriptionId(String subscriptionId) {
    this.subscriptionId = subscriptionId;
    return this;
  }

  /** Sets one API version for all operation groups; {@link ApiVersion#DEFAULT} if it is not set. */
  public ManagedServiceIdentityClientBuilder apiVersion(ApiVersion apiVersion) {
    this.apiVersion = apiVersion;
    return this;
  }

  /**
   * Sets one API version for all operation groups, also one this library does not know.
   *
   * @throws IllegalArgumentException if it is not a date and perhaps a suffix
   */
  public ManagedServiceIdentityClientBuilder apiVersion(String apiVersion) {
    return apiVersion(ApiVersion.of(apiVersion));
  }

  /** Sets an API version for each operation group; not along with {@link #apiVersion}. */
  public ManagedServiceIdentityClientBuilder profile(ApiProfile profile) {
    this.profile = profile;
    return this;
  }

  /** Sets the cloud; {@link AzureCloud#PUBLIC} if neither this nor the configuration says. */
  public ManagedServiceIdentityClientBuilder cloud(AzureCloud cloud) {
    this.cloud = cloud;
    return this;
  }

  /**
   * Sets the URL of Resource Manager in the cloud's place. The scope of tokens stays the cloud's;
   * to change both, describe the cloud with {@link AzureCloud#custom}. It must be https, since a
   * token is never sent over http; only with a {@link #pipeline} of your own may it be http.
   */
  @Override
  public ManagedServiceIdentityClientBuilder endpoint(String endpoint) {
    this.endpoint = endpoint;
    return this;
  }

  /** Sets the HTTP client; azure-core's choice from the class path if it is not set. */
  @Override
  public ManagedServiceIdentityClientBuilder httpClient(HttpClient httpClient) {
    this.httpClient = httpClient;
    return this;
  }

  /**
   * Sets a pipeline of your own: credential, policies, retries, logging and registration are then
   * its affair and not this builder's.
   */
  @Override
  public ManagedServiceIdentityClientBuilder pipeline(HttpPipeline pipeline) {
    this.pipeline = pipeline;
    return this;
  }

  /** Adds a policy, to run once for a call or once for each try, as its position says. */
  @Override
  public ManagedServiceIdentityClientBuilder addPolicy(HttpPipelinePolicy policy) {
    policies.add(ArgumentValidator.present("policy", policy));
    return this;
  }

  /**
   * Sets how often and after which waits to try again; not along with {@link #retryPolicy}. What is
   * tried again is as without them, unless they have a condition of their own.
   */
  @Override
  public ManagedServiceIdentityClientBuilder retryOptions(RetryOptions retryOptions) {
    this.retryOptions = retryOptions;
    return this;
  }

  /** Sets the policy that tries again; not along with {@link #retryOptions}. */
  public ManagedServiceIdentityClientBuilder retryPolicy(RetryPolicy retryPolicy) {
    this.retryPolicy = retryPolicy;
    return this;
  }

  /** Sets what of requests and responses is logged. */
  @Override
  public ManagedServiceIdentityClientBuilder httpLogOptions(HttpLogOptions httpLogOptions) {
    this.httpLogOptions = httpLogOptions;
    return this;
  }

  /** Sets the application's name for the user agent, headers for every request, and tracing. */
  @Override
  public ManagedServiceIdentityClientBuilder clientOptions(ClientOptions clientOptions) {
    this.clientOptions = clientOptions;
    return this;
  }

  /** Sets where to look for what is not set; azure-core's global configuration by default. */
  @Override
  public ManagedServiceIdentityClientBuilder configuration(Configuration configuration) {
    this.configuration = configuration;
    return this;
  }

  /**
   * Sets whether Azure's rules for names and values are checked before anything is sent; they are
   * by default.
   */
  public ManagedServiceIdentityClientBuilder validation(boolean validation) {
    this.validation = validation;
    return this;
  }

  /**
   * Sets whether Microsoft.ManagedIdentity is registered in the subscription when Azure refuses a
   * call for want of that; it is by default.
   */
  public ManagedServiceIdentityClientBuilder providerRegistration(boolean providerRegistration) {
    this.providerRegistration = providerRegistration;
    return this;
  }

  /** Sets how long to wait for a registration; 2 minutes by default. */
  public ManagedServiceIdentityClientBuilder providerRegistrationTimeout(Duration timeout) {
    this.providerRegistrationTimeout = timeout;
    return this;
  }

  ManagedServiceIdentityClientBuilder delays(Delays delays) {
    this.delays = delays;
    return this;
  }

  /**
   * Returns a client that blocks until answers are there.
   *
   * @throws IllegalStateException if something required is missing or two settings contradict
   * @throws IllegalArgumentException if a setting is wrong in itself
   */
  public ManagedServiceIdentityClient buildClient() {
    return new ManagedServiceIdentityClient(transport(), theSubscriptionId(), arguments());
  }

  /**
   * Returns a client that does not block.
   *
   * @throws IllegalStateException if something required is missing or two settings contradict
   * @throws IllegalArgumentException if a setting is wrong in itself
   */
  public ManagedServiceIdentityAsyncClient buildAsyncClient() {
    return new ManagedServiceIdentityAsyncClient(transport(), theSubscriptionId(), arguments());
  }

  private ArgumentValidator arguments() {
    return new ArgumentValidator(validation);
  }

  private ArmTransport transport() {
    ApiProfile versions = theProfile();
    AzureCloud chosen = resolveCloud();
    var at = Endpoint.of(endpoint == null ? chosen.endpoint() : endpoint, pipeline != null);
    return new ArmTransport(
        pipeline == null ? newPipeline(theCredential(), chosen) : pipeline, at, versions);
  }

  /** The whole pipeline, outermost policy first. */
  private HttpPipeline newPipeline(TokenCredential token, AzureCloud chosen) {
    var logOptions = httpLogOptions == null ? new HttpLogOptions() : httpLogOptions;
    var options = clientOptions == null ? new ClientOptions() : clientOptions;
    var all = new ArrayList<HttpPipelinePolicy>();
    all.add(new RequestIdPolicy());
    all.add(
        new UserAgentPolicy(
            CoreUtils.getApplicationId(options, logOptions),
            SDK_NAME,
            LibraryVersion.get(),
            theConfiguration()));
    all.add(new AddHeadersFromContextPolicy());
    HttpHeaders headers = CoreUtils.createHttpHeadersFromClientOptions(options);
    if (headers != null) {
      all.add(new AddHeadersPolicy(headers));
    }
    addPolicies(all, HttpPipelinePosition.PER_CALL);
    HttpPolicyProviders.addBeforeRetryPolicies(all);
    if (providerRegistration) {
      all.add(new ProviderRegistrationPolicy(providerRegistrationTimeout, delays));
    }
    all.add(theRetryPolicy());
    all.add(new ClaimsChallengePolicy(token, chosen.scope()));
    addPolicies(all, HttpPipelinePosition.PER_RETRY);
    HttpPolicyProviders.addAfterRetryPolicies(all);
    all.add(new HttpLoggingPolicy(logOptions));
    return new HttpPipelineBuilder()
        .policies(all.toArray(new HttpPipelinePolicy[0]))
        .httpClient(httpClient)
        .clientOptions(options)
        .build();
  }

  private void addPolicies(List<HttpPipelinePolicy> all, HttpPipelinePosition position) {
    policies.stream().filter(policy -> policy.getPipelinePosition() == position).forEach(all::add);
  }

  private HttpPipelinePolicy theRetryPolicy() {
    return ClientBuilderUtil.validateAndGetRetryPolicy(
        retryPolicy,
        retryOptions == null ? null : RetryConditions.unlessSaid(retryOptions),
        new RetryPolicy(
            RetryConditions.unlessSaid(new RetryOptions(new ExponentialBackoffOptions()))));
  }

  private TokenCredential theCredential() {
    if (credential == null) {
      throw new IllegalStateException(
          "There is no credential: set credential(…), for example to a DefaultAzureCredential of"
              + " azure-identity");
    }
    return credential;
  }

  private String theSubscriptionId() {
    String chosen =
        subscriptionId == null
            ? theConfiguration().get(Configuration.PROPERTY_AZURE_SUBSCRIPTION_ID)
            : subscriptionId;
    if (chosen == null || chosen.isBlank()) {
      throw new IllegalStateException(
          "There is no subscription: set subscriptionId(…) or the environment variable"
              + " AZURE_SUBSCRIPTION_ID");
    }
    return arguments()
        .subscriptionId(
            subscriptionId == null
                ? Configuration.PROPERTY_AZURE_SUBSCRIPTION_ID
                : "subscriptionId",
            chosen);
  }

  private ApiProfile theProfile() {
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
    String name = theConfiguration().get(Configuration.PROPERTY_AZURE_CLOUD);
    if (name != null && !name.isBlank()) {
      return AzureCloud.named(name);
    }
    String authority = theConfiguration().get(Configuration.PROPERTY_AZURE_AUTHORITY_HOST);
    return authority == null || authority.isBlank()
        ? AzureCloud.PUBLIC
        : AzureCloud.withAuthority(authority).orElse(AzureCloud.PUBLIC);
  }

  private Configuration theConfiguration() {
    return configuration == null ? Configuration.getGlobalConfiguration() : configuration;
  }
}
