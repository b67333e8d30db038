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
 * Lets workloads outside Azure become an identity without a secret: a pipeline of GitHub by its
 * environment, a pod by its service account. Both sign in with tokens of their issuers and read the
 * resource group; a pipeline whose name is spelled in another case is refused, and it is found out
 * why; then everything is deleted, also when a step fails.
 */
public final class FederateWorkloads implements AutoCloseable {
  private static final String IDENTITY = "federated-identity";
  private static final String ROLE = "Reader";

  /** A role that is assigned in the cloud is in force everywhere after some minutes. */
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
  private final StepPrinter stepPrinter;
  private final Runnable pause;
  private boolean left;
  private @Nullable Path tokenFile;

  /**
   * Prepares it; nothing is sent yet.
   *
   * @param pause what to do before everything is deleted: to wait for Enter, or nothing
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
    stepPrinter = new StepPrinter(out);
    this.pause = pause;
  }

  /**
   * Runs it against the Azure that the environment variables describe, where no issuer is at hand.
   *
   * @param args {@code --yes} not to wait before everything is deleted
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
   * Takes all steps.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure refuses one
   */
  public void run() {
    try (var all = this) {
      all.trustAndSignIn();
    }
    stepPrinter.sumUp();
  }

  private void trustAndSignIn() {
    stepPrinter.run("Create a resource group", this::createGroup);
    Identity identity =
        stepPrinter.run(
            "Create a user-assigned identity", () -> reported(createIdentity(), Formatter::of));
    ResourceId id = Objects.requireNonNull(identity.resourceId());
    stepPrinter.run("Trust a pipeline and a pod", () -> reported(trust(id), Formatter::of));
    stepPrinter.run(
        "Count its credentials", () -> reported(federation.capacity(id), String::valueOf));
    RoleDefinitionInner role =
        stepPrinter.run("Find the role " + ROLE, () -> reported(roles.find(ROLE), Formatter::of));
    stepPrinter.run(
        "Give that role on the group",
        () ->
            new Outcome<>(
                roles.assign(role, String.valueOf(identity.principalId())), "to " + IDENTITY));
    signInAsThePipeline(identity);
    signInAsThePod(identity);
    meetAnotherCase(identity, id);
    pause.run();
  }

  private void signInAsThePipeline(Identity identity) {
    if (isWithinReach(settings.pipelines(), "Sign in as the pipeline")) {
      String subject = String.valueOf(pipeline.subject());
      useAs(
          "the pipeline",
          signIn.withAssertion(identity, () -> settings.pipelines().token(subject)));
    }
  }

  private void signInAsThePod(Identity identity) {
    if (isWithinReach(settings.cluster(), "Sign in as the pod")) {
      String subject = String.valueOf(pod.subject());
      Path file =
          stepPrinter.run(
              "Project a token into the pod",
              () -> reported(projectToken(settings.cluster().token(subject)), Path::toString));
      useAs("the pod", signIn.withTokenFile(identity, file));
    }
  }

  private boolean isWithinReach(ExternalIssuer issuer, String title) {
    if (!issuer.isWithinReach()) {
      stepPrinter.skip(title, "no token is to be had from " + issuer.url());
    }
    return issuer.isWithinReach();
  }

  private void useAs(String who, TokenCredential credential) {
    stepPrinter.run("Sign in as " + who, () -> reported(token(credential), IdentityToken::text));
    stepPrinter.run(
        "List the group as " + who,
        () ->
            reported(
                Retry.untilAllowed(propagation, () -> listGroup(credential)), Formatter::listed));
  }

  private void meetAnotherCase(Identity identity, ResourceId id) {
    FederatedSubject other = pipelineOf("Contoso", settings.pipelines());
    String subject = String.valueOf(other.subject());
    String title = "Be refused with another case";
    if (isWithinReach(settings.pipelines(), title)) {
      stepPrinter.run(
          title,
          () -> {
            String token = settings.pipelines().token(subject);
            return new Outcome<>(subject, error(signIn.withAssertion(identity, () -> token)));
          });
    }
    stepPrinter.run("Find out why", () -> reported(diagnose(id, subject), Formatter::of));
  }

  /** Deletes the resource group with all that is in it. Closing twice does nothing more. */
  @Override
  public synchronized void close() {
    stepPrinter.end();
    if (left) {
      left = false;
      removeTokenFile();
      stepPrinter.runEvenAtTheEnd("Delete the resource group", this::deleteGroup);
    }
  }

  private Outcome<String> createGroup() {
    left = true;
    group.create();
    return new Outcome<>(
        settings.resourceGroup(), settings.resourceGroup() + " in " + settings.location());
  }

  private Outcome<Boolean> deleteGroup() {
    boolean existed = group.delete();
    return new Outcome<>(existed, existed ? "gone, and all that was in it" : "was not there");
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
      // azure-identity has no exception of its own for it.
      return Formatter.error(failure).orElseThrow(() -> failure);
    }
    throw new IllegalStateException("a subject is trusted in whatever case it is");
  }

  // @start region=diagnose
  private Diagnosis diagnose(ResourceId identity, String subject) {
    var presented =
        PresentedToken.of(settings.pipelines().url(), subject, cloud.federationAudience());
    return federation.diagnose(identity, presented);
  }

  // @end

  /** A cluster does this for its pods, and renews the file. */
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
