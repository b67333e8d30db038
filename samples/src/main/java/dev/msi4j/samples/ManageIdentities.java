package dev.msi4j.samples;

import com.azure.core.http.rest.PagedIterable;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.Operation;
import dev.msi4j.SystemAssignedIdentity;
import dev.msi4j.samples.StepPrinter.Outcome;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Demonstrates all operations of the client in a new resource group: creates a user-assigned
 * identity, lists and changes it, trusts a Kubernetes workload, reads a system-assigned identity,
 * lists the operations of the service, and deletes all resources, even if a step fails.
 */
public final class ManageIdentities implements AutoCloseable {
  private static final String IDENTITY = "demo-identity";
  private static final String CREDENTIAL = "kubernetes";

  private final ManagedServiceIdentityClient client;
  private final Settings settings;
  private final StepPrinter steps;
  private final ResourceGroup group;
  private boolean groupExists;

  /** Creates the sample; sends no request. */
  public ManageIdentities(ManagedServiceIdentityClient client, Settings settings, PrintWriter out) {
    this.client = client;
    this.settings = settings;
    this.steps = new StepPrinter(out);
    this.group = new ResourceGroup(client, settings.resourceGroup(), settings.location());
  }

  /** Runs the sample on the Azure of the environment variables. */
  public static void main(String[] args) {
    Map<String, String> variables = System.getenv();
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    // @start region=connect
    ManagedServiceIdentityClient client = Connection.of(variables).client();
    // @end
    var sample = new ManageIdentities(client, Settings.of(variables), out);
    ShutdownHook.run(sample::run, sample::close);
  }

  /**
   * Runs all steps.
   *
   * @throws com.azure.core.exception.HttpResponseException if Azure returns an error
   */
  public void run() {
    try (var all = this) {
      all.manage();
    }
    steps.printSummary();
  }

  private void manage() {
    steps.run("Create a resource group", this::createGroup);
    steps.run("Create a user-assigned identity", () -> reported(createIdentity(), Formatter::of));
    steps.run("List identities", () -> listed(listIdentities(), Formatter::name));
    steps.run("Change its tags", () -> reported(updateTags(), Formatter::tags));
    steps.run("Trust a Kubernetes workload", () -> reported(trustKubernetes(), Formatter::of));
    steps.run(
        "List its federated credentials", () -> listed(listCredentials(), Formatter::trusted));
    readSystemAssigned();
    steps.run("List the service's operations", () -> listed(listOperations(), Formatter::name));
    steps.run("Delete the federated credential", () -> reported(deleteCredential(), Formatter::of));
    steps.run("Delete the identity", () -> reported(deleteIdentity(), Formatter::of));
  }

  /** Deletes the resource group and all resources in it. A second call has no effect. */
  @Override
  public synchronized void close() {
    steps.end();
    if (groupExists) {
      groupExists = false;
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
    return new Outcome<>(existed, existed ? "deleted" : "did not exist");
  }

  // @start region=create
  private Identity createIdentity() {
    var requested =
        Identity.builder().location(settings.location()).tag("environment", "production").build();
    return client
        .userAssignedIdentities()
        .createOrUpdate(settings.resourceGroup(), IDENTITY, requested);
  }

  // @end

  // @start region=list
  private PagedIterable<Identity> listIdentities() {
    return client.userAssignedIdentities().listBySubscription();
  }

  // @end

  // @start region=update
  private Identity updateTags() {
    var identities = client.userAssignedIdentities();
    var update =
        identities
            .get(settings.resourceGroup(), IDENTITY)
            .toUpdate()
            .tag("team", "platform")
            .build();
    return identities.update(settings.resourceGroup(), IDENTITY, update);
  }

  // @end

  // @start region=federate
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

  // @end

  private void readSystemAssigned() {
    String scope = settings.scope();
    if (scope != null) {
      readSystemAssigned(scope);
    } else if (settings.virtualMachine()) {
      var machine =
          steps.run(
              "Create a virtual machine",
              () -> reported(group.createVirtualMachine("demo-vm"), id -> id.name()));
      readSystemAssigned(machine.toString());
    } else {
      steps.skip(
          "Read a system-assigned identity",
          "a virtual machine would cost money: set " + Settings.SCOPE + " to a resource id");
    }
  }

  private void readSystemAssigned(String scope) {
    steps.run(
        "Read its system-assigned identity", () -> reported(getByScope(scope), Formatter::of));
  }

  // @start region=system
  private SystemAssignedIdentity getByScope(String scope) {
    return client.systemAssignedIdentities().getByScope(scope);
  }

  // @end

  // @start region=operations
  private PagedIterable<Operation> listOperations() {
    return client.operations().list();
  }

  // @end

  // @start region=delete
  private DeleteResult deleteCredential() {
    return client
        .federatedIdentityCredentials()
        .delete(settings.resourceGroup(), IDENTITY, CREDENTIAL);
  }

  private DeleteResult deleteIdentity() {
    return client.userAssignedIdentities().delete(settings.resourceGroup(), IDENTITY);
  }

  // @end

  private static <T> Outcome<T> reported(T value, Function<T, String> text) {
    return new Outcome<>(value, text.apply(value));
  }

  private static <T> Outcome<List<T>> listed(PagedIterable<T> items, Function<T, String> text) {
    List<T> all = items.stream().toList();
    return new Outcome<>(all, Formatter.listed(all.stream().map(text).toList()));
  }
}
