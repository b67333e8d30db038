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
 * Creates a virtual machine with managed identities and uses them: a resource group, a network, a
 * user-assigned identity, a machine with that and one of its own, the role Contributor for both,
 * the token extension; then takes tokens inside the machine, lists the resource group with one, is
 * refused outside of it, and deletes everything, also when a step fails.
 */
public final class CreateVmWithManagedIdentity implements AutoCloseable {
  private static final String MACHINE = "msi-vm";
  private static final String IDENTITY = "msi-identity";
  private static final String ROLE = "Contributor";
  private static final String OWN = "the machine's own identity";
  private static final String ASSIGNED = "the user-assigned identity";

  /** A role that is assigned in the cloud is in force everywhere after some minutes. */
  private static final Duration PROPAGATION = Duration.ofMinutes(10);

  private final ManagedServiceIdentityClient identities;
  private final ManagementClients clients;
  private final Roles roles;
  private final InsideVm inside;
  private final Duration propagation;
  private final String resource;
  private final VmSettings settings;
  private final StepPrinter stepPrinter;
  private final Runnable pause;
  private boolean left;

  /**
   * Prepares it; nothing is sent yet.
   *
   * @param pause what to do before everything is deleted: to wait for Enter, or nothing
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
    stepPrinter = new StepPrinter(out);
    this.pause = pause;
  }

  /**
   * Runs it against the Azure that the environment variables describe.
   *
   * @param args {@code system}, {@code user} or {@code both}, the last if none is said; {@code
   *     --yes} not to wait before everything is deleted
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
   * Takes all steps.
   *
   * @throws HttpResponseException if Azure refuses one
   */
  public void run() {
    try (var all = this) {
      all.createAndUse();
    }
    stepPrinter.sumUp();
  }

  private void createAndUse() {
    stepPrinter.run("Create a resource group", this::createGroup);
    String networkInterface = createNetwork();
    Identity identity =
        settings.identities().user()
            ? stepPrinter.run(
                "Create a user-assigned identity", () -> reported(createIdentity(), Formatter::of))
            : null;
    VirtualMachineInner machine =
        stepPrinter.run(
            "Create a virtual machine",
            () -> reported(createMachine(networkInterface, identity), Formatter::of));

    RoleDefinitionInner role =
        stepPrinter.run("Find the role " + ROLE, () -> reported(roles.find(ROLE), Formatter::of));
    if (settings.identities().system()) {
      assign(role, machine.identity().principalId(), OWN);
    }
    if (identity != null) {
      assign(role, String.valueOf(identity.principalId()), ASSIGNED);
    }
    stepPrinter.run(
        "Install the token extension", () -> reported(installExtension(), Formatter::of));

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
    stepPrinter.run(
        "Create a virtual network", () -> reported(network.createNetwork(), Formatter::of));
    var subnet =
        stepPrinter.run("Create a subnet", () -> reported(network.createSubnet(), Formatter::of));
    var address =
        stepPrinter.run(
            "Create a public address",
            () -> reported(network.createPublicAddress(), Formatter::of));
    return stepPrinter
        .run(
            "Create a network interface",
            () -> reported(network.createInterface(subnet, address), Formatter::of))
        .id();
  }

  private void assign(RoleDefinitionInner role, String principal, String whose) {
    stepPrinter.run(
        "Give that role on the group",
        () -> new Outcome<>(roles.assign(role, principal), "to " + whose));
  }

  private IdentityToken takeAndUseToken(String whose, @Nullable String clientId) {
    stepPrinter.run(
        "Ask localhost:" + InsideVm.EXTENSION_PORT + " for a token",
        () -> new Outcome<>(inside.fromExtension(resource, clientId), "of " + whose));
    IdentityToken token =
        stepPrinter.run(
            "Ask 169.254.169.254 for a token",
            () -> {
              var taken = inside.fromMetadataService(resource, clientId);
              return new Outcome<>(taken, "of " + whose + "\n" + taken.text());
            });
    stepPrinter.run(
        "List the group with it",
        () -> reported(Retry.untilAllowed(propagation, () -> listGroup(token)), Formatter::listed));
    stepPrinter.run("Be refused outside the group", () -> new Outcome<>(token, error(token)));
    return token;
  }

  /** An identity of the machine's own dies with it. */
  private void deleteMachine(IdentityToken own) {
    stepPrinter.run(
        "Delete the virtual machine",
        () -> {
          clients.compute().getVirtualMachines().delete(settings.resourceGroup(), MACHINE);
          return new Outcome<>(MACHINE, "gone");
        });
    stepPrinter.run(
        "Find its own principal gone", () -> new Outcome<>(own, lookUp(own.claim("oid"))));
    stepPrinter.run("Find its own token worthless", () -> new Outcome<>(own, death(own)));
  }

  /** Deletes the resource group with all that is in it. Closing twice does nothing more. */
  @Override
  public synchronized void close() {
    stepPrinter.end();
    if (left) {
      left = false;
      stepPrinter.runEvenAtTheEnd("Delete the resource group", this::deleteGroup);
    }
  }

  private Outcome<String> createGroup() {
    left = true;
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
    return new Outcome<>(existed, existed ? "gone, and all that was in it" : "was not there");
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
    throw new IllegalStateException("the role reaches beyond its resource group");
  }

  /** In the cloud, who looks a principal up needs a permission in the directory. */
  private String lookUp(String principalId) {
    try {
      return "still there: " + clients.principals().getById(principalId).name();
    } catch (HttpResponseException exception) {
      return Formatter.of(exception);
    }
  }

  /** The local Azure refuses a dead principal at once; the cloud takes some time. */
  private String death(IdentityToken token) {
    try {
      namesIn(settings.resourceGroup(), token.credential());
      return "not yet";
    } catch (HttpResponseException exception) {
      return Formatter.of(exception);
    }
  }

  private static <T> Outcome<T> reported(T value, Function<T, String> text) {
    return new Outcome<>(value, text.apply(value));
  }
}
