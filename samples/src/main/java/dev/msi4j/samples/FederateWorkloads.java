package dev.msi4j.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.resourcemanager.authorization.fluent.models.RoleDefinitionInner;
import dev.msi4j.AzureCloud;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.Diagnosis;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.federation.Kubernetes;
import dev.msi4j.federation.PresentedToken;
import dev.msi4j.federation.ReconcileResult;
import dev.msi4j.samples.StepPrinter.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets workloads outside Azure sign in as an identity without a secret: a GitHub pipeline by its
 * environment, and a pod by its service account. Both sign in with tokens of their issuers and read
 * the resource group. A token whose subject differs in case is rejected, and {@code diagnose}
 * explains the reason. All resources are deleted at the end, even if a step fails.
 */
public final class FederateWorkloads implements AutoCloseable {
  private static final String IDENTITY = "federated-identity";
  private static final String ROLE = "Reader";

  /** Role assignments take some minutes to propagate in the cloud. */
  private static final Duration PROPAGATION = Duration.ofMinutes(10);

  private final ManagedServiceIdentityClient client;
  private final FederationClient federation;
  private final ManagementClients clients;
  private final Roles roles;
  private final WorkloadSignIn signIn;
  private final Duration propagation;
  private final AzureCloud cloud;
  private final FederationSettings settings;
  private final FederatedSubject pipeline;
  private final FederatedSubject pod;
  private final ResourceGroup group;
  private final StepPrinter steps;
  private final Runnable pause;
  private boolean groupExists;
  private @Nullable Path tokenFile;

  /**
   * Creates the sample; sends no request.
   *
   * @param pause runs before all resources are deleted, such as a wait for Enter
   */
  public FederateWorkloads(
      Connection connection, FederationSettings settings, PrintWriter out, Runnable pause) {
    client = connection.client();
    federation = connection.federation(client);
    clients = connection.managementClients();
    roles = new Roles(clients.roles(), groupId(client, settings));
    signIn = connection.workloadSignIn();
    propagation = connection.isLocal() ? Duration.ZERO : PROPAGATION;
    cloud = connection.cloud();
    this.settings = settings;
    pipeline = pipelineOf("contoso", settings.pipelines());
    pod = Kubernetes.cluster(settings.cluster().url()).serviceAccount("shop", "orders");
    group = new ResourceGroup(client, settings.resourceGroup(), settings.location());
    steps = new StepPrinter(out);
    this.pause = pause;
  }

  /**
   * Runs the sample on the Azure of the environment variables, without issuers that sign tokens.
   *
   * @param args {@code --yes} skips the wait before all resources are deleted
   */
  public static void main(String[] args) {
    Map<String, String> variables = System.getenv();
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Runnable pause = List.of(args).contains("--yes") ? () -> {} : Enter.from(System.in, out);
    var sample =
        new FederateWorkloads(
            Connection.of(variables), FederationSettings.of(variables), out, pause);
    ShutdownHook.run(sample::run, sample::close);
  }

  /**
   * Runs all steps.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure returns an error
   */
  public void run() {
    try (var all = this) {
      all.trustAndSignIn();
    }
    steps.printSummary();
  }

  private void trustAndSignIn() {
    steps.run("Create a resource group", this::createGroup);
    Identity identity =
        steps.run(
            "Create a user-assigned identity", () -> reported(createIdentity(), Formatter::of));
    ResourceId id = Objects.requireNonNull(identity.resourceId());
    steps.run("Trust a pipeline and a pod", () -> reported(trust(id), Formatter::of));
    steps.run("Show its capacity", () -> reported(federation.capacity(id), String::valueOf));
    RoleDefinitionInner role =
        steps.run("Find the role " + ROLE, () -> reported(roles.find(ROLE), Formatter::of));
    steps.run(
        "Give that role on the group",
        () ->
            new Outcome<>(
                roles.assign(role, String.valueOf(identity.principalId())), "to " + IDENTITY));
    signInAsThePipeline(identity);
    signInAsThePod(identity);
    signInWithAnotherCase(identity, id);
    pause.run();
  }

  private void signInAsThePipeline(Identity identity) {
    if (canSign(settings.pipelines(), "Sign in as the pipeline")) {
      String subject = String.valueOf(pipeline.subject());
      useAs(
          "the pipeline",
          signIn.withAssertion(identity, () -> settings.pipelines().token(subject)));
    }
  }

  private void signInAsThePod(Identity identity) {
    if (canSign(settings.cluster(), "Sign in as the pod")) {
      String subject = String.valueOf(pod.subject());
      Path file =
          steps.run(
              "Project a token into the pod",
              () -> reported(projectToken(settings.cluster().token(subject)), Path::toString));
      useAs("the pod", signIn.withTokenFile(identity, file));
    }
  }

  private boolean canSign(ExternalIssuer issuer, String title) {
    if (!issuer.signsTokens()) {
      steps.skip(title, "no tokens available from " + issuer.url());
    }
    return issuer.signsTokens();
  }

  private void useAs(String workload, TokenCredential credential) {
    steps.run("Sign in as " + workload, () -> reported(token(credential), IdentityToken::text));
    steps.run(
        "List the group as " + workload,
        () ->
            reported(
                Retry.untilAllowed(propagation, () -> listGroup(credential)), Formatter::listed));
  }

  private void signInWithAnotherCase(Identity identity, ResourceId id) {
    FederatedSubject other = pipelineOf("Contoso", settings.pipelines());
    String subject = String.valueOf(other.subject());
    String title = "Sign in with another case";
    if (canSign(settings.pipelines(), title)) {
      steps.run(
          title,
          () -> {
            String token = settings.pipelines().token(subject);
            return new Outcome<>(subject, error(signIn.withAssertion(identity, () -> token)));
          });
    }
    steps.run("Diagnose the error", () -> reported(diagnose(id, subject), Formatter::of));
  }

  /** Deletes the resource group and all resources in it. A second call has no effect. */
  @Override
  public synchronized void close() {
    steps.end();
    if (groupExists) {
      groupExists = false;
      removeTokenFile();
      steps.runCleanup("Delete the resource group", this::deleteGroup);
    }
  }

  private Outcome<String> createGroup() {
    groupExists = true;
    group.create();
    return new Outcome<>(
        settings.resourceGroup(), settings.resourceGroup() + " in " + settings.location());
  }

  private Outcome<Boolean> deleteGroup() {
    boolean existed = group.delete();
    return new Outcome<>(existed, existed ? "deleted with all resources" : "did not exist");
  }

  private Identity createIdentity() {
    return client
        .userAssignedIdentities()
        .createOrUpdate(
            settings.resourceGroup(),
            IDENTITY,
            Identity.builder().location(settings.location()).build());
  }

  // @start region=trust
  private static FederatedSubject pipelineOf(String owner, ExternalIssuer issuer) {
    return GitHubActions.repository(owner, "shop").issuer(issuer.url()).environment("production");
  }

  private ReconcileResult trust(ResourceId identity) {
    var desired =
        DesiredCredentials.builder().trust("pipeline", pipeline).trust("pod", pod).build();
    var result = federation.reconcile(identity, desired);
    if (!result.isAsDesired()) {
      throw new IllegalStateException(result.toString());
    }
    return result;
  }

  // @end

  // @start region=use
  private IdentityToken token(TokenCredential credential) {
    var request = new TokenRequestContext().addScopes(cloud.scope());
    return IdentityToken.of(Objects.requireNonNull(credential.getTokenSync(request)).getToken());
  }

  private List<String> listGroup(TokenCredential credential) {
    return clients
        .as(credential)
        .resources()
        .getResources()
        .listByResourceGroup(settings.resourceGroup())
        .stream()
        .map(found -> found.name())
        .toList();
  }

  // @end

  private String error(TokenCredential credential) {
    try {
      token(credential);
    } catch (RuntimeException failure) {
      // azure-identity has no specific exception for this error.
      return Formatter.error(failure).orElseThrow(() -> failure);
    }
    throw new IllegalStateException("the token service ignored the case of the subject");
  }

  // @start region=diagnose
  private Diagnosis diagnose(ResourceId identity, String subject) {
    var presented =
        PresentedToken.of(settings.pipelines().url(), subject, cloud.federationAudience());
    return federation.diagnose(identity, presented);
  }

  // @end

  /** Writes the token to a file, which a cluster does for its pods and refreshes. */
  private Path projectToken(String token) {
    try {
      Path file = Files.createTempFile("azure-identity-token", "");
      tokenFile = file;
      return Files.writeString(file, token);
    } catch (IOException e) {
      throw new UncheckedIOException("the token cannot be written", e);
    }
  }

  private void removeTokenFile() {
    Path file = tokenFile;
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be deleted", e);
      }
    }
  }

  private static ResourceId groupId(
      ManagedServiceIdentityClient client, FederationSettings settings) {
    return ResourceId.resourceGroup(client.subscriptionId(), settings.resourceGroup());
  }

  private static <T> Outcome<T> reported(T value, Function<T, String> text) {
    return new Outcome<>(value, text.apply(value));
  }
}
