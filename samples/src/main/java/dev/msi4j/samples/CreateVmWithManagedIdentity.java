package dev.msi4j.samples;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.Region;
import com.azure.resourcemanager.authorization.fluent.models.RoleDefinitionInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineExtensionInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.samples.StepPrinter.Outcome;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates a virtual machine with managed identities and uses them. The sample creates a resource
 * group, a network, a user-assigned identity, a virtual machine with user-assigned and
 * system-assigned identity, role assignments and the token extension. It gets tokens inside the
 * virtual machine, lists the resource group with them, shows that access to another group is
 * denied, and deletes all resources, even if a step fails.
 */
public final class CreateVmWithManagedIdentity implements AutoCloseable {
  private static final String MACHINE = "msi-vm";
  private static final String IDENTITY = "msi-identity";
  private static final String ROLE = "Contributor";
  private static final String OWN = "the machine's own identity";
  private static final String ASSIGNED = "the user-assigned identity";

  /** Role assignments take some minutes to propagate in the cloud. */
  private static final Duration PROPAGATION = Duration.ofMinutes(10);

  private final ManagedServiceIdentityClient identities;
  private final ManagementClients clients;
  private final Roles roles;
  private final InsideVm inside;
  private final Duration propagation;
  private final String resource;
  private final VmSettings settings;
  private final StepPrinter steps;
  private final Runnable pause;
  private boolean groupExists;

  /**
   * Creates the sample; sends no request.
   *
   * @param pause runs before all resources are deleted, such as a wait for Enter
   */
  public CreateVmWithManagedIdentity(
      Connection connection, VmSettings settings, PrintWriter out, Runnable pause) {
    identities = connection.client();
    clients = connection.managementClients();
    roles =
        new Roles(
            clients.roles(),
            ResourceId.resourceGroup(identities.subscriptionId(), settings.resourceGroup()));
    inside = connection.insideVm(clients, settings.resourceGroup(), MACHINE);
    resource = connection.resource();
    propagation = connection.isLocal() ? Duration.ZERO : PROPAGATION;
    this.settings = settings;
    steps = new StepPrinter(out);
    this.pause = pause;
  }

  /**
   * Runs the sample on the Azure of the environment variables.
   *
   * @param args {@code system}, {@code user} or {@code both} (default); {@code --yes} skips the
   *     wait before all resources are deleted
   */
  public static void main(String[] args) {
    Map<String, String> variables = System.getenv();
    var text = new ArrayList<>(List.of(args));
    boolean yes = text.remove("--yes");
    var settings = VmSettings.of(variables);
    var chosen =
        text.isEmpty()
            ? settings
            : settings.withIdentities(VmIdentities.valueOf(text.get(0).toUpperCase(Locale.ROOT)));
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var sample =
        new CreateVmWithManagedIdentity(
            Connection.of(variables), chosen, out, yes ? () -> {} : Enter.from(System.in, out));
    ShutdownHook.run(sample::run, sample::close);
  }

  /**
   * Runs all steps.
   *
   * @throws HttpResponseException if Azure returns an error
   */
  public void run() {
    try (var all = this) {
      all.createAndUse();
    }
    steps.printSummary();
  }

  private void createAndUse() {
    steps.run("Create a resource group", this::createGroup);
    String networkInterface = createNetwork();
    Identity identity =
        settings.identities().user()
            ? steps.run(
                "Create a user-assigned identity", () -> reported(createIdentity(), Formatter::of))
            : null;
    VirtualMachineInner machine =
        steps.run(
            "Create a virtual machine",
            () -> reported(createMachine(networkInterface, identity), Formatter::of));

    RoleDefinitionInner role =
        steps.run("Find the role " + ROLE, () -> reported(roles.find(ROLE), Formatter::of));
    if (settings.identities().system()) {
      assign(role, machine.identity().principalId(), OWN);
    }
    if (identity != null) {
      assign(role, String.valueOf(identity.principalId()), ASSIGNED);
    }
    steps.run("Install the token extension", () -> reported(installExtension(), Formatter::of));

    IdentityToken own = settings.identities().system() ? takeAndUseToken(OWN, null) : null;
    if (identity != null) {
      takeAndUseToken(ASSIGNED, String.valueOf(identity.clientId()));
    }
    pause.run();
    if (own != null) {
      deleteMachine(own);
    }
  }

  private String createNetwork() {
    var network = new VmNetwork(clients.network(), settings.resourceGroup(), settings.location());
    steps.run("Create a virtual network", () -> reported(network.createNetwork(), Formatter::of));
    var subnet =
        steps.run("Create a subnet", () -> reported(network.createSubnet(), Formatter::of));
    var address =
        steps.run(
            "Create a public address",
            () -> reported(network.createPublicAddress(), Formatter::of));
    return steps
        .run(
            "Create a network interface",
            () -> reported(network.createInterface(subnet, address), Formatter::of))
        .id();
  }

  private void assign(RoleDefinitionInner role, String principal, String whose) {
    steps.run(
        "Give that role on the group",
        () -> new Outcome<>(roles.assign(role, principal), "to " + whose));
  }

  private IdentityToken takeAndUseToken(String whose, @Nullable String clientId) {
    steps.run(
        "Ask localhost:" + InsideVm.EXTENSION_PORT + " for a token",
        () -> new Outcome<>(inside.fromExtension(resource, clientId), "of " + whose));
    IdentityToken token =
        steps.run(
            "Ask 169.254.169.254 for a token",
            () -> {
              var taken = inside.fromMetadataService(resource, clientId);
              return new Outcome<>(taken, "of " + whose + "\n" + taken.text());
            });
    steps.run(
        "List the group with the token",
        () -> reported(Retry.untilAllowed(propagation, () -> listGroup(token)), Formatter::listed));
    steps.run("Access another group", () -> new Outcome<>(token, error(token)));
    return token;
  }

  /** Deleting the virtual machine deletes its system-assigned identity. */
  private void deleteMachine(IdentityToken own) {
    steps.run(
        "Delete the virtual machine",
        () -> {
          clients.compute().getVirtualMachines().delete(settings.resourceGroup(), MACHINE);
          return new Outcome<>(MACHINE, "deleted");
        });
    steps.run("Look up its deleted principal", () -> new Outcome<>(own, lookUp(own.claim("oid"))));
    steps.run("Use the token of that principal", () -> new Outcome<>(own, useDeleted(own)));
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
    clients
        .groups()
        .resourceGroups()
        .define(settings.resourceGroup())
        .withRegion(Region.fromName(settings.location()))
        .create();
    return new Outcome<>(
        settings.resourceGroup(), settings.resourceGroup() + " in " + settings.location());
  }

  private Outcome<Boolean> deleteGroup() {
    var groups = clients.groups().resourceGroups();
    boolean existed = groups.contain(settings.resourceGroup());
    if (existed) {
      groups.deleteByName(settings.resourceGroup());
    }
    return new Outcome<>(existed, existed ? "deleted with all resources" : "did not exist");
  }

  // @start region=identity
  private Identity createIdentity() {
    return identities
        .userAssignedIdentities()
        .createOrUpdate(
            settings.resourceGroup(),
            IDENTITY,
            Identity.builder().location(settings.location()).build());
  }

  // @end

  // @start region=machine
  private VirtualMachineInner createMachine(String networkInterface, @Nullable Identity identity) {
    var requested =
        VmDescription.of(
            MACHINE,
            settings.location(),
            networkInterface,
            settings.identities(),
            identity == null ? null : String.valueOf(identity.id()));
    return clients
        .compute()
        .getVirtualMachines()
        .createOrUpdate(settings.resourceGroup(), MACHINE, requested);
  }

  // @end

  // @start region=extension
  private VirtualMachineExtensionInner installExtension() {
    var type = "ManagedIdentityExtensionForLinux";
    var requested = new VirtualMachineExtensionInner();
    requested.withLocation(settings.location());
    requested
        .withPublisher("Microsoft.ManagedIdentity")
        .withTypePropertiesType(type)
        .withTypeHandlerVersion("1.0")
        .withAutoUpgradeMinorVersion(true)
        .withSettings(Map.of("port", InsideVm.EXTENSION_PORT));
    return clients
        .compute()
        .getVirtualMachineExtensions()
        .createOrUpdate(settings.resourceGroup(), MACHINE, type, requested);
  }

  // @end

  // @start region=use
  private List<String> listGroup(IdentityToken token) {
    return namesIn(settings.resourceGroup(), token.credential());
  }

  private List<String> namesIn(String resourceGroup, TokenCredential credential) {
    return clients
        .as(credential)
        .resources()
        .getResources()
        .listByResourceGroup(resourceGroup)
        .stream()
        .map(found -> found.name())
        .toList();
  }

  // @end

  private String error(IdentityToken token) {
    try {
      namesIn(settings.resourceGroup() + "-outside", token.credential());
    } catch (HttpResponseException exception) {
      return Formatter.of(exception);
    }
    throw new IllegalStateException("the role grants access outside its resource group");
  }

  /** In the cloud, reading a service principal requires a directory permission. */
  private String lookUp(String principalId) {
    try {
      return "still exists: " + clients.principals().getById(principalId).name();
    } catch (HttpResponseException exception) {
      return Formatter.of(exception);
    }
  }

  /** The local Azure rejects tokens of deleted principals at once; the cloud after a delay. */
  private String useDeleted(IdentityToken token) {
    try {
      namesIn(settings.resourceGroup(), token.credential());
      return "still accepted";
    } catch (HttpResponseException exception) {
      return Formatter.of(exception);
    }
  }

  private static <T> Outcome<T> reported(T value, Function<T, String> text) {
    return new Outcome<>(value, text.apply(value));
  }
}
