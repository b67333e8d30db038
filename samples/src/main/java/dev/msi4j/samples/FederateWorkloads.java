package dev.msi4j.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.Region;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.serializer.TypeReference;
import com.azure.identity.AadCredentialBuilderBase;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.models.RoleAssignment;
import com.azure.resourcemanager.authorization.models.RoleDefinition;
import com.azure.resourcemanager.resources.ResourceManager;
import dev.msi4j.AzureCloud;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.Diagnosis;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.FederationOptions;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.federation.Kubernetes;
import dev.msi4j.federation.PresentedToken;
import dev.msi4j.federation.ReconcileResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets workloads outside Azure sign in as an identity without a secret: a GitHub pipeline by its
 * environment, and a pod by its service account. Both sign in with tokens of their issuers and read
 * the resource group. A token whose subject differs in case is rejected, and {@code diagnose}
 * explains the reason. All resources are deleted at the end, even if a step fails.
 *
 * <p>This file needs the dependencies {@code dev.msi4j:msi4j-client}, {@code
 * com.azure:azure-identity}, {@code com.azure.resourcemanager:azure-resourcemanager-resources} and
 * {@code com.azure.resourcemanager:azure-resourcemanager-authorization}. Environment variables:
 *
 * <ul>
 *   <li>{@code AZURE_SUBSCRIPTION_ID}, {@code AZURE_TENANT_ID}: the subscription and its tenant
 *   <li>{@code AZURE_CLIENT_ID}, {@code AZURE_CLIENT_SECRET}: the service principal, which needs
 *       the role Owner; without them, the account of {@code az login}
 *   <li>{@code AZURE_CLOUD}: a cloud other than the public one, such as {@code AzureChinaCloud}
 *   <li>{@code MSI4J_LOCATION}: the region (default: westeurope)
 *   <li>{@code MSI4J_ARM_ENDPOINT}, {@code AZURE_AUTHORITY_HOST}: the addresses of a local Azure
 * </ul>
 */
public final class FederateWorkloads implements AutoCloseable {
  private static final String IDENTITY = "federated-identity";
  private static final String ROLE = "Reader";

  /** Role assignments take some minutes to propagate in the cloud. */
  private static final Duration PROPAGATION = Duration.ofMinutes(10);

  /** The code of an error of the token service, and the first sentence of its message. */
  private static final Pattern ERROR = Pattern.compile("(AADSTS\\d+): ([^.]*\\.)");

  private final HttpClient http;
  private final boolean local;
  private final AzureCloud cloud;
  private final AzureProfile profile;
  private final ManagedServiceIdentityClient client;
  private final FederationClient federation;
  private final ResourceManager resources;
  private final AuthorizationManager authorization;
  private final Settings settings;
  private final Progress progress;
  private final Runnable beforeDeletion;
  private final FederatedSubject pipeline;
  private final FederatedSubject pod;
  private Optional<Path> tokenFile = Optional.empty();
  private boolean groupExists;
  private volatile boolean closed;

  /**
   * Runs the sample on the Azure of the environment variables, without issuers that sign tokens.
   */
  public static void main(String[] args) {
    var configuration = Configuration.getGlobalConfiguration();
    var settings =
        new Settings(
            "msi4j-federation-" + UUID.randomUUID().toString().substring(0, 8),
            configuration.get("MSI4J_LOCATION", "westeurope"),
            Issuer.withoutTokens(GitHubActions.ISSUER),
            Issuer.withoutTokens("https://oidc.example.com/cluster-1"));
    var sample =
        new FederateWorkloads(
            configuration, HttpClient.createDefault(), settings, new Progress() {}, () -> {});
    // Ctrl-C deletes the resources, too.
    Runtime.getRuntime().addShutdownHook(new Thread(sample::close));
    sample.run();
  }

  /**
   * Creates the sample; sends no request.
   *
   * @param configuration the variables that the description of this class lists
   * @param progress reports the steps
   * @param beforeDeletion runs before all resources are deleted, such as a wait for a key
   */
  public FederateWorkloads(
      Configuration configuration,
      HttpClient http,
      Settings settings,
      Progress progress,
      Runnable beforeDeletion) {
    this.http = http;
    this.settings = settings;
    this.progress = progress;
    this.beforeDeletion = beforeDeletion;
    pipeline = pipelineOf("contoso");
    pod = Kubernetes.cluster(settings.cluster().url()).serviceAccount("shop", "orders");

    local = configuration.contains("MSI4J_ARM_ENDPOINT");
    cloud = AzureCloud.named(configuration.get(Configuration.PROPERTY_AZURE_CLOUD, "AzureCloud"));
    profile = profile(configuration, cloud);
    var environment = profile.getEnvironment();
    var credentials =
        new DefaultAzureCredentialBuilder()
            .configuration(configuration)
            .authorityHost(environment.getActiveDirectoryEndpoint())
            .httpClient(http);
    // Instance discovery asks the public cloud about the authority, and a local one is unknown.
    var credential = (local ? credentials.disableInstanceDiscovery() : credentials).build();
    client =
        new ManagedServiceIdentityClientBuilder()
            .cloud(cloud)
            .endpoint(environment.getResourceManagerEndpoint())
            .subscriptionId(profile.getSubscriptionId())
            .credential(credential)
            .httpClient(http)
            .buildClient();
    federation = FederationClient.of(client, FederationOptions.builder().cloud(cloud).build());
    resources = resources(credential);
    authorization =
        AuthorizationManager.configure().withHttpClient(http).authenticate(credential, profile);
  }

  /** Returns the tenant, the subscription and the endpoints of the cloud or the local Azure. */
  private static AzureProfile profile(Configuration configuration, AzureCloud cloud) {
    var known =
        AzureEnvironment.knownEnvironments().stream()
            .filter(each -> each.getActiveDirectoryEndpoint().startsWith(cloud.authorityHost()))
            .findFirst()
            .orElseThrow();
    var endpoints = new HashMap<>(known.getEndpoints());
    var local = configuration.get("MSI4J_ARM_ENDPOINT");
    if (local != null) {
      endpoints.put("resourceManagerEndpointUrl", local + "/");
      endpoints.put(
          "activeDirectoryEndpointUrl",
          configuration.get(Configuration.PROPERTY_AZURE_AUTHORITY_HOST));
    }
    return new AzureProfile(
        configuration.get(Configuration.PROPERTY_AZURE_TENANT_ID),
        configuration.get(Configuration.PROPERTY_AZURE_SUBSCRIPTION_ID),
        new AzureEnvironment(endpoints));
  }

  private ResourceManager resources(TokenCredential credential) {
    return ResourceManager.configure()
        .withHttpClient(http)
        .authenticate(credential, profile)
        .withSubscription(profile.getSubscriptionId());
  }

  /**
   * Settings of the sample.
   *
   * @param resourceGroup the name of the resource group to create, and to delete at the end
   * @param location the region of all resources, such as {@code westeurope}
   * @param pipelines the issuer of a pipeline's tokens
   * @param cluster the issuer of the tokens of a cluster's service accounts
   */
  public record Settings(String resourceGroup, String location, Issuer pipelines, Issuer cluster) {}

  /**
   * An issuer of tokens outside Azure, such as GitHub Actions or a Kubernetes cluster.
   *
   * @param url the iss claim of its tokens
   * @param tokens signs a token for a subject with Azure's audience; empty if no tokens are
   *     available here
   */
  public record Issuer(String url, Optional<UnaryOperator<String>> tokens) {
    /** Returns an issuer whose tokens are not available here. */
    public static Issuer withoutTokens(String url) {
      return new Issuer(url, Optional.empty());
    }
  }

  /** Prints the steps. An implementation can report them elsewhere. */
  public interface Progress {
    /** Reports that a step begins. */
    default void started(String title) {
      System.out.print(title + ": ");
    }

    /** Reports the result of the step that began last. */
    default void finished(String result) {
      System.out.println(result);
    }

    /** Reports that a step is skipped, and the reason. */
    default void skipped(String title, String reason) {
      System.out.println(title + ": skipped, " + reason);
    }
  }

  /**
   * Runs all steps and deletes the resources.
   *
   * @throws HttpResponseException if Azure returns an error
   * @throws CancellationException if the sample is closed meanwhile
   */
  public void run() {
    try (var sample = this) {
      sample.runSteps();
    }
  }

  private void runSteps() {
    step("Create a resource group", this::createGroup, Function.identity());
    Identity identity =
        step("Create a user-assigned identity", this::createIdentity, FederateWorkloads::text);
    var id = Objects.requireNonNull(identity.resourceId());
    step("Trust a pipeline and a pod", () -> trust(id), FederateWorkloads::text);
    step("Show its capacity", () -> federation.capacity(id), String::valueOf);
    var role =
        step(
            "Find the role " + ROLE,
            this::findRole,
            found -> found.roleName() + ", " + found.name());
    step(
        "Give that role on the group",
        () -> assign(role, String.valueOf(identity.principalId())),
        assigned -> "to " + IDENTITY);

    signInAsPipeline(identity);
    signInAsPod(identity);
    signInWithAnotherCase(identity);
    var subject = String.valueOf(pipelineOf("Contoso").subject());
    step("Diagnose the error", () -> diagnose(id, subject), FederateWorkloads::text);
    beforeDeletion.run();
  }

  private String createGroup() {
    groupExists = true;
    resources
        .resourceGroups()
        .define(settings.resourceGroup())
        .withRegion(Region.fromName(settings.location()))
        .create();
    return settings.resourceGroup() + " in " + settings.location();
  }

  private Identity createIdentity() {
    return client
        .userAssignedIdentities()
        .createOrUpdate(
            settings.resourceGroup(),
            IDENTITY,
            Identity.builder().location(settings.location()).build());
  }

  private FederatedSubject pipelineOf(String owner) {
    return GitHubActions.repository(owner, "shop")
        .issuer(settings.pipelines().url())
        .environment("production");
  }

  /** Creates what is missing and changes what differs; a second call would change nothing. */
  private ReconcileResult trust(ResourceId identity) {
    var desired =
        DesiredCredentials.builder().trust("pipeline", pipeline).trust("pod", pod).build();
    var result = federation.reconcile(identity, desired);
    if (!result.isAsDesired()) {
      throw new IllegalStateException(result.toString());
    }
    return result;
  }

  private RoleDefinition findRole() {
    return authorization.roleDefinitions().getByScopeAndRoleName(groupId(), ROLE);
  }

  private RoleAssignment assign(RoleDefinition role, String principalId) {
    return authorization
        .roleAssignments()
        .define(UUID.randomUUID().toString())
        .forObjectId(principalId)
        .withRoleDefinition(role.id())
        .withScope(groupId())
        .create();
  }

  private String groupId() {
    return ResourceId.resourceGroup(profile.getSubscriptionId(), settings.resourceGroup())
        .toString();
  }

  /** A pipeline requests a token of its issuer whenever the credential needs one. */
  private void signInAsPipeline(Identity identity) {
    signer(settings.pipelines(), "Sign in as the pipeline")
        .ifPresent(issuer -> {
          var subject = String.valueOf(pipeline.subject());
          useAs("the pipeline", assertion(identity, () -> issuer.apply(subject)));
        });
  }

  private TokenCredential assertion(Identity identity, Supplier<String> token) {
    return as(identity, new ClientAssertionCredentialBuilder()).clientAssertion(token).build();
  }

  /** A cluster writes a token to a file in the pod, and refreshes it before it expires. */
  private void signInAsPod(Identity identity) {
    signer(settings.cluster(), "Sign in as the pod")
        .ifPresent(issuer -> {
          var token = issuer.apply(String.valueOf(pod.subject()));
          Path file =
              step("Project a token into the pod", () -> projectToken(token), Path::toString);
          useAs(
              "the pod",
              as(identity, new WorkloadIdentityCredentialBuilder())
                  .tokenFilePath(file.toString())
                  .build());
        });
  }

  private <B extends AadCredentialBuilderBase<B>> B as(Identity identity, B builder) {
    var configured =
        builder
            .tenantId(String.valueOf(identity.tenantId()))
            .clientId(String.valueOf(identity.clientId()))
            .authorityHost(profile.getEnvironment().getActiveDirectoryEndpoint())
            .httpClient(http);
    return local ? configured.disableInstanceDiscovery() : configured;
  }

  /** The token service compares subjects with case. */
  private void signInWithAnotherCase(Identity identity) {
    var title = "Sign in with another case";
    signer(settings.pipelines(), title)
        .ifPresent(issuer -> {
          var token = issuer.apply(String.valueOf(pipelineOf("Contoso").subject()));
          step(title, () -> error(assertion(identity, () -> token)), Function.identity());
        });
  }

  /** Explains offline why Azure rejects a token of this subject. */
  private Diagnosis diagnose(ResourceId identity, String subject) {
    var audience = cloud.federationAudience();
    return federation.diagnose(
        identity, PresentedToken.of(settings.pipelines().url(), subject, audience));
  }

  private Optional<UnaryOperator<String>> signer(Issuer issuer, String title) {
    if (issuer.tokens().isEmpty()) {
      progress.skipped(title, "no tokens available from " + issuer.url());
    }
    return issuer.tokens();
  }

  private void useAs(String workload, TokenCredential credential) {
    step("Sign in as " + workload, () -> token(credential), FederateWorkloads::claims);
    step(
        "List the group as " + workload,
        () -> untilAllowed(() -> listGroup(credential)),
        FederateWorkloads::text);
  }

  private String token(TokenCredential credential) {
    var request = new TokenRequestContext().addScopes(cloud.scope());
    return Objects.requireNonNull(credential.getTokenSync(request)).getToken();
  }

  private List<String> listGroup(TokenCredential credential) {
    return resources(credential)
        .genericResources()
        .listByResourceGroup(settings.resourceGroup())
        .stream()
        .map(found -> found.name())
        .toList();
  }

  /** Retries a request until the role assignment has reached all of Azure. */
  private static <T> T untilAllowed(Supplier<T> request) {
    var end = System.nanoTime() + PROPAGATION.toNanos();
    while (true) {
      try {
        return request.get();
      } catch (HttpResponseException e) {
        if (e.getResponse().getStatusCode() != 403 || System.nanoTime() > end) {
          throw e;
        }
      }
      try {
        Thread.sleep(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting", e);
      }
    }
  }

  private String error(TokenCredential credential) {
    try {
      token(credential);
    } catch (RuntimeException e) {
      // azure-identity has no exception class for this error.
      var error = ERROR.matcher(String.valueOf(e.getMessage()));
      if (!error.find()) {
        throw e;
      }
      return error.group(1) + "\n" + error.group(2);
    }
    throw new IllegalStateException("the token service ignored the case of the subject");
  }

  private Path projectToken(String token) {
    try {
      var file = Files.createTempFile("azure-identity-token", "");
      tokenFile = Optional.of(file);
      return Files.writeString(file, token);
    } catch (IOException e) {
      throw new UncheckedIOException("the token cannot be written", e);
    }
  }

  /**
   * Deletes the token file, the resource group and all resources in it. Waits for the step that
   * runs; later steps are cancelled. A second call has no effect.
   */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      if (groupExists) {
        groupExists = false;
        deleteTokenFile();
        progress.started("Delete the resource group");
        progress.finished(deleteGroup() ? "deleted with all resources" : "did not exist");
      }
    }
  }

  private boolean deleteGroup() {
    var groups = resources.resourceGroups();
    var exists = groups.contain(settings.resourceGroup());
    if (exists) {
      groups.deleteByName(settings.resourceGroup());
    }
    return exists;
  }

  private void deleteTokenFile() {
    if (tokenFile.isPresent()) {
      try {
        Files.deleteIfExists(tokenFile.get());
      } catch (IOException e) {
        throw new UncheckedIOException(tokenFile.get() + " cannot be deleted", e);
      }
    }
  }

  /** Runs a step and reports it, unless the sample is closed. */
  private synchronized <T> T step(
      String title, Supplier<T> action, Function<T, String> description) {
    if (closed) {
      throw new CancellationException("cancelled before the step: " + title);
    }
    progress.started(title);
    T result = action.get();
    progress.finished(description.apply(result));
    return result;
  }

  private static String text(Identity identity) {
    return String.format(
        Locale.ROOT,
        "%s in %s\nclient id     %s\nprincipal id  %s",
        identity.name(),
        identity.location(),
        identity.clientId(),
        identity.principalId());
  }

  private static String text(ReconcileResult result) {
    return result.outcomes().stream()
        .map(outcome ->
            String.format(
                Locale.ROOT,
                "%s is %s\nissuer        %s\nsubject       %s",
                outcome.name(),
                text(outcome.status()),
                outcome.credential().issuer(),
                outcome.credential().subject()))
        .collect(Collectors.joining("\n"));
  }

  private static String text(Diagnosis diagnosis) {
    var lines = new ArrayList<String>();
    var closest = Objects.requireNonNull(diagnosis.closest());
    lines.add(diagnosis.code() + ", " + closest.name() + " comes closest");
    for (var difference : diagnosis.differences()) {
      lines.add(text(difference.field()) + " differs: " + text(difference.kind()));
      lines.add("trusted       " + difference.trusted());
      lines.add("presented     " + difference.presented());
    }
    return String.join("\n", lines);
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String text(List<String> names) {
    return names.size() + " found\n" + String.join("\n", names);
  }

  /** Returns the main claims of a token, which is a JSON Web Token. Never print a token itself. */
  private static String claims(String token) {
    var json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    var claims = BinaryData.fromBytes(json).toObject(new TypeReference<Map<String, Object>>() {});
    if (claims.get("exp") instanceof Number seconds) {
      claims.put("exp", Instant.ofEpochSecond(seconds.longValue()));
    }
    return Stream.of("aud", "iss", "oid", "appid", "xms_mirid", "exp")
        .map(name -> String.format(Locale.ROOT, "%-10s %s", name, String.valueOf(claims.get(name))))
        .collect(Collectors.joining("\n"));
  }
}
