package dev.msi4j.samples;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.Operation;
import dev.msi4j.ResourceId;
import dev.msi4j.SystemAssignedIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Calls all operations of the client: creates a resource group and a user-assigned identity, lists
 * and changes the identity, trusts a Kubernetes workload, reads a system-assigned identity, lists
 * the operations of the service, and deletes all resources, even if a step fails.
 *
 * <p>This file needs the dependencies {@code dev.msi4j:msi4j-client} and {@code
 * com.azure:azure-identity}. Environment variables:
 *
 * <ul>
 *   <li>{@code AZURE_SUBSCRIPTION_ID}: the subscription
 *   <li>{@code AZURE_TENANT_ID}, {@code AZURE_CLIENT_ID}, {@code AZURE_CLIENT_SECRET}: the service
 *       principal, which needs the role Contributor; without them, the account of {@code az login}
 *   <li>{@code MSI4J_LOCATION}: the region (default: westeurope)
 *   <li>{@code MSI4J_SCOPE}: the id of a resource with a system-assigned identity
 *   <li>{@code MSI4J_ARM_ENDPOINT}, {@code AZURE_AUTHORITY_HOST}: the addresses of a local Azure
 * </ul>
 */
public final class ManageIdentities implements AutoCloseable {
  private static final String IDENTITY = "demo-identity";
  private static final String CREDENTIAL = "kubernetes";
  private static final String MACHINE = "demo-vm";
  private static final Duration DELETION_TIMEOUT = Duration.ofMinutes(15);

  private final ManagedServiceIdentityClient client;
  private final Settings settings;
  private final Progress progress;
  private boolean groupExists;
  private volatile boolean closed;

  /** Runs the sample on the Azure of the environment variables. */
  public static void main(String[] args) {
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

    var settings =
        new Settings(
            "msi4j-demo-" + UUID.randomUUID().toString().substring(0, 8),
            System.getenv().getOrDefault("MSI4J_LOCATION", "westeurope"),
            Optional.ofNullable(System.getenv("MSI4J_SCOPE")),
            local != null);
    var sample = new ManageIdentities(client.buildClient(), settings, new Progress() {});
    // Ctrl-C deletes the resources, too.
    Runtime.getRuntime().addShutdownHook(new Thread(sample::close));
    sample.run();
  }

  /**
   * Creates the sample; sends no request.
   *
   * @param progress reports the steps
   */
  public ManageIdentities(
      ManagedServiceIdentityClient client, Settings settings, Progress progress) {
    this.client = client;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Settings of the sample.
   *
   * @param resourceGroup the name of the resource group to create, and to delete at the end
   * @param location the region of all resources, such as {@code westeurope}
   * @param scope the id of a resource with a system-assigned identity
   * @param createsMachine whether to create a virtual machine for its system-assigned identity if
   *     there is no scope; only on a local Azure, because virtual machines cost money
   */
  public record Settings(
      String resourceGroup, String location, Optional<String> scope, boolean createsMachine) {}

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
    step("Create a user-assigned identity", this::createIdentity, ManageIdentities::text);
    step("List identities", this::listIdentities, all -> text(all, ManageIdentities::name));
    step("Change its tags", this::updateTags, ManageIdentities::tags);
    step("Trust a Kubernetes workload", this::trustKubernetes, ManageIdentities::text);
    step(
        "List its federated credentials",
        this::listCredentials,
        all -> text(all, each -> each.name() + " for " + each.subject()));
    readSystemAssigned();
    step(
        "List the service's operations",
        this::listOperations,
        all -> text(all, each -> String.valueOf(each.name())));
    step("Delete the federated credential", this::deleteCredential, ManageIdentities::text);
    step("Delete the identity", this::deleteIdentity, ManageIdentities::text);
  }

  /** The client has no operation for resource groups: {@code sendRequest} sends any request. */
  private String createGroup() {
    groupExists = true;
    put(groupId() + "?api-version=2021-04-01", Map.of("location", settings.location()));
    return settings.resourceGroup() + " in " + settings.location();
  }

  private Identity createIdentity() {
    var requested =
        Identity.builder().location(settings.location()).tag("environment", "production").build();
    return client
        .userAssignedIdentities()
        .createOrUpdate(settings.resourceGroup(), IDENTITY, requested);
  }

  private PagedIterable<Identity> listIdentities() {
    return client.userAssignedIdentities().listBySubscription();
  }

  /**
   * Azure replaces all tags with those of the request: the update starts from the existing ones.
   */
  private Identity updateTags() {
    var identities = client.userAssignedIdentities();
    var existing = identities.get(settings.resourceGroup(), IDENTITY);
    var update = existing.toUpdate().tag("team", "platform").build();
    return identities.update(settings.resourceGroup(), IDENTITY, update);
  }

  /** Tokens that the cluster issues for this service account can be exchanged for Azure's. */
  private FederatedIdentityCredential trustKubernetes() {
    var credential =
        FederatedIdentityCredential.builder()
            .issuer("https://oidc.example.com/cluster-1")
            .subject("system:serviceaccount:shop:orders")
            .audiences("api://AzureADTokenExchange")
            .build();
    return client
        .federatedIdentityCredentials()
        .createOrUpdate(settings.resourceGroup(), IDENTITY, CREDENTIAL, credential);
  }

  private PagedIterable<FederatedIdentityCredential> listCredentials() {
    return client.federatedIdentityCredentials().list(settings.resourceGroup(), IDENTITY);
  }

  private void readSystemAssigned() {
    if (settings.scope().isPresent()) {
      readSystemAssigned(settings.scope().get());
    } else if (settings.createsMachine()) {
      var machine = step("Create a virtual machine", this::createMachine, ResourceId::name);
      readSystemAssigned(machine.toString());
    } else {
      progress.skipped(
          "Read a system-assigned identity",
          "a virtual machine would cost money: set MSI4J_SCOPE to a resource id");
    }
  }

  private void readSystemAssigned(String scope) {
    step(
        "Read its system-assigned identity",
        () -> client.systemAssignedIdentities().getByScope(scope),
        ManageIdentities::text);
  }

  private ResourceId createMachine() {
    var id = groupId() + "/providers/Microsoft.Compute/virtualMachines/" + MACHINE;
    put(
        id + "?api-version=2024-11-01",
        Map.of(
            "location", settings.location(),
            "identity", Map.of("type", "SystemAssigned"),
            "properties", Map.of("hardwareProfile", Map.of("vmSize", "Standard_B1s"))));
    return ResourceId.parse(id);
  }

  private PagedIterable<Operation> listOperations() {
    return client.operations().list();
  }

  private DeleteResult deleteCredential() {
    return client
        .federatedIdentityCredentials()
        .delete(settings.resourceGroup(), IDENTITY, CREDENTIAL);
  }

  private DeleteResult deleteIdentity() {
    return client.userAssignedIdentities().delete(settings.resourceGroup(), IDENTITY);
  }

  /**
   * Deletes the resource group and all resources in it. Waits for the step that runs; later steps
   * are cancelled. A second call has no effect.
   */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      if (groupExists) {
        groupExists = false;
        progress.started("Delete the resource group");
        progress.finished(deleteGroup() ? "deleted" : "did not exist");
      }
    }
  }

  /** Deletes the resource group, waits for the end, and returns whether it existed. */
  private boolean deleteGroup() {
    var url = groupId() + "?api-version=2021-04-01";
    var response = client.sendRequest(HttpMethod.DELETE, url, null, Context.NONE);
    if (response.getStatusCode() == 404) {
      response.close();
      return false;
    }
    var end = System.nanoTime() + DELETION_TIMEOUT.toNanos();
    // Azure deletes in the background: the response names the URL to poll until it is not 202.
    while (checked(response).getStatusCode() == 202) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(url + " is not deleted after " + DELETION_TIMEOUT);
      }
      var poll = response.getHeaderValue(HttpHeaderName.LOCATION);
      sleep(response.getHeaderValue(HttpHeaderName.RETRY_AFTER));
      response = client.sendRequest(HttpMethod.GET, poll, null, Context.NONE);
    }
    return true;
  }

  private static void sleep(String seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(seconds == null ? 1 : Long.parseLong(seconds)).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  private String groupId() {
    return ResourceId.resourceGroup(client.subscriptionId(), settings.resourceGroup()).toString();
  }

  private void put(String url, Map<String, ?> body) {
    checked(client.sendRequest(HttpMethod.PUT, url, BinaryData.fromObject(body), Context.NONE));
  }

  /** Closes a response and returns it; throws an exception if it is an error. */
  private static HttpResponse checked(HttpResponse response) {
    try (response) {
      if (response.getStatusCode() >= 300) {
        throw new HttpResponseException(response.getBodyAsBinaryData().toString(), response);
      }
      return response;
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
        "%s\nclient id     %s\nprincipal id  %s",
        name(identity),
        identity.clientId(),
        identity.principalId());
  }

  private static String text(SystemAssignedIdentity identity) {
    return String.format(
        Locale.ROOT,
        "%s\nclient id     %s\nprincipal id  %s",
        identity.name(),
        identity.clientId(),
        identity.principalId());
  }

  private static String text(FederatedIdentityCredential credential) {
    return String.format(
        Locale.ROOT,
        "%s\nissuer        %s\nsubject       %s",
        credential.name(),
        credential.issuer(),
        credential.subject());
  }

  private static String text(DeleteResult result) {
    return result.name().toLowerCase(Locale.ROOT);
  }

  private static String name(Identity identity) {
    return identity.name() + " in " + identity.location();
  }

  private static String tags(Identity identity) {
    return identity.tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Returns the number of items and the first three of them. */
  private static <T> String text(PagedIterable<T> pages, Function<T, String> name) {
    List<String> names = pages.stream().map(name).toList();
    var first = names.stream().limit(3).collect(Collectors.joining("\n"));
    var more = names.size() - 3;
    return names.size() + " found\n" + first + (more > 0 ? "\nand " + more + " more" : "");
  }
}
