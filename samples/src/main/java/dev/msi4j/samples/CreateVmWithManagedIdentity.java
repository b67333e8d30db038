package dev.msi4j.samples;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.Region;
import com.azure.core.management.exception.ManagementError;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.core.util.serializer.TypeReference;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.models.RoleAssignment;
import com.azure.resourcemanager.authorization.models.RoleDefinition;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineExtensionInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSProfile;
import com.azure.resourcemanager.compute.models.ResourceIdentityType;
import com.azure.resourcemanager.compute.models.RunCommandInput;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentity;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentityUserAssignedIdentities;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import com.azure.resourcemanager.network.models.NetworkInterface;
import com.azure.resourcemanager.network.models.PublicIPSkuType;
import com.azure.resourcemanager.network.models.PublicIpAddress;
import com.azure.resourcemanager.resources.ResourceManager;
import dev.msi4j.AzureCloud;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.ResourceId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Creates a virtual machine with managed identities and uses them. The sample creates a resource
 * group, a network, a user-assigned identity, a virtual machine with user-assigned and
 * system-assigned identity, role assignments and the token extension. It gets tokens inside the
 * virtual machine, lists the resource group with them, shows that access to another group is
 * denied, and deletes all resources, even if a step fails.
 *
 * <p>This file needs the dependencies {@code dev.msi4j:msi4j-client}, {@code
 * com.azure:azure-identity}, and of {@code com.azure.resourcemanager} the artifacts {@code
 * azure-resourcemanager-resources}, {@code -authorization}, {@code -network} and {@code -compute}.
 * Environment variables:
 *
 * <ul>
 *   <li>{@code AZURE_SUBSCRIPTION_ID}, {@code AZURE_TENANT_ID}: the subscription and its tenant
 *   <li>{@code AZURE_CLIENT_ID}, {@code AZURE_CLIENT_SECRET}: the service principal, which needs
 *       the role Owner; without them, the account of {@code az login}
 *   <li>{@code AZURE_CLOUD}: a cloud other than the public one, such as {@code AzureChinaCloud}
 *   <li>{@code MSI4J_LOCATION}: the region (default: westeurope)
 *   <li>{@code MSI4J_ARM_ENDPOINT}, {@code AZURE_AUTHORITY_HOST}, {@code MSI4J_IMDS_ENDPOINT},
 *       {@code MSI4J_EXTENSION_ENDPOINT}: the addresses of a local Azure
 * </ul>
 */
public final class CreateVmWithManagedIdentity implements AutoCloseable {
  private static final String MACHINE = "msi-vm";
  private static final String NETWORK = "vm-network";
  private static final String SUBNET = "vm-subnet";
  private static final String IDENTITY = "msi-identity";
  private static final String ROLE = "Contributor";
  private static final String EXTENSION = "ManagedIdentityExtensionForLinux";
  private static final int EXTENSION_PORT = 50342;

  /** Role assignments take some minutes to propagate in the cloud. */
  private static final Duration PROPAGATION = Duration.ofMinutes(10);

  private final Configuration configuration;
  private final HttpClient http;
  private final AzureCloud cloud;
  private final AzureProfile profile;
  private final ManagedServiceIdentityClient identities;
  private final ResourceManager resources;
  private final NetworkManager network;
  private final ComputeManagementClient compute;
  private final AuthorizationManager authorization;
  private final Settings settings;
  private final Progress progress;
  private final Runnable beforeDeletion;
  private boolean groupExists;
  private volatile boolean closed;

  /**
   * Runs the sample on the Azure of the environment variables.
   *
   * @param args the identities of the virtual machine: {@code system}, {@code user} or {@code both}
   *     (default)
   */
  public static void main(String[] args) {
    var configuration = Configuration.getGlobalConfiguration();
    var settings =
        new Settings(
            "msi4j-vm-" + UUID.randomUUID().toString().substring(0, 8),
            configuration.get("MSI4J_LOCATION", "westeurope"),
            Identities.valueOf((args.length == 0 ? "both" : args[0]).toUpperCase(Locale.ROOT)));
    var sample =
        new CreateVmWithManagedIdentity(
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
  public CreateVmWithManagedIdentity(
      Configuration configuration,
      HttpClient http,
      Settings settings,
      Progress progress,
      Runnable beforeDeletion) {
    this.configuration = configuration;
    this.http = http;
    this.settings = settings;
    this.progress = progress;
    this.beforeDeletion = beforeDeletion;

    cloud = AzureCloud.named(configuration.get(Configuration.PROPERTY_AZURE_CLOUD, "AzureCloud"));
    profile = profile(configuration, cloud);
    var environment = profile.getEnvironment();
    var credentials =
        new DefaultAzureCredentialBuilder()
            .configuration(configuration)
            .authorityHost(environment.getActiveDirectoryEndpoint())
            .httpClient(http);
    if (isLocal()) {
      // Instance discovery asks the public cloud about the authority, and a local one is unknown.
      credentials.disableInstanceDiscovery();
    }
    var credential = credentials.build();
    identities =
        new ManagedServiceIdentityClientBuilder()
            .cloud(cloud)
            .endpoint(environment.getResourceManagerEndpoint())
            .subscriptionId(profile.getSubscriptionId())
            .credential(credential)
            .httpClient(http)
            .buildClient();
    resources = resources(credential);
    network = NetworkManager.configure().withHttpClient(http).authenticate(credential, profile);
    compute =
        ComputeManager.configure()
            .withHttpClient(http)
            .authenticate(credential, profile)
            .serviceClient();
    authorization =
        AuthorizationManager.configure().withHttpClient(http).authenticate(credential, profile);
  }

  private boolean isLocal() {
    return configuration.contains("MSI4J_ARM_ENDPOINT");
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
      endpoints.put("microsoftGraphResourceId", local + "/graph/");
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
   * @param identities the managed identities of the virtual machine
   */
  public record Settings(String resourceGroup, String location, Identities identities) {}

  /** The managed identities of a virtual machine. */
  public enum Identities {
    /** A system-assigned identity, deleted with the virtual machine. */
    SYSTEM,
    /** A user-assigned identity, created separately. */
    USER,
    /** Both. */
    BOTH
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
    String networkInterface = createNetwork();
    Optional<Identity> assigned =
        settings.identities() == Identities.SYSTEM
            ? Optional.empty()
            : Optional.of(
                step(
                    "Create a user-assigned identity",
                    this::createIdentity,
                    CreateVmWithManagedIdentity::text));
    VirtualMachineInner machine =
        step(
            "Create a virtual machine",
            () -> createMachine(networkInterface, assigned),
            CreateVmWithManagedIdentity::text);

    RoleDefinition role =
        step("Find the role " + ROLE, this::findRole, each -> each.roleName() + ", " + each.name());
    Optional<Workload> own =
        settings.identities() == Identities.USER
            ? Optional.empty()
            : Optional.of(
                new Workload("the machine's own identity", "", machine.identity().principalId()));
    Optional<Workload> user =
        assigned.map(identity ->
            new Workload(
                "the user-assigned identity",
                "&client_id=" + identity.clientId(),
                String.valueOf(identity.principalId())));
    own.ifPresent(each -> assign(role, each));
    user.ifPresent(each -> assign(role, each));
    step(
        "Install the token extension",
        this::installExtension,
        each -> each.typePropertiesType() + ", " + each.provisioningState());

    Optional<Token> token = own.map(this::getAndUseToken);
    user.ifPresent(this::getAndUseToken);
    beforeDeletion.run();
    token.ifPresent(this::deleteMachine);
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

  /** Creates the network of the virtual machine and returns the id of a network interface. */
  private String createNetwork() {
    step(
        "Create a virtual network",
        this::createVirtualNetwork,
        created -> created.name() + ", " + created.addressSpace().addressPrefixes().get(0));
    step(
        "Create a subnet",
        this::createSubnet,
        created -> created.name() + ", " + created.addressPrefix());
    PublicIpAddress address =
        step(
            "Create a public address",
            this::createPublicAddress,
            created -> created.name() + ", " + created.ipAddress());
    return step(
            "Create a network interface",
            () -> createInterface(address),
            created -> created.name() + ", " + created.primaryPrivateIP())
        .id();
  }

  private VirtualNetworkInner createVirtualNetwork() {
    var requested = new VirtualNetworkInner();
    requested.withLocation(settings.location());
    requested.withAddressSpace(new AddressSpace().withAddressPrefixes(List.of("10.0.0.0/16")));
    return network
        .serviceClient()
        .getVirtualNetworks()
        .createOrUpdate(settings.resourceGroup(), NETWORK, requested);
  }

  private SubnetInner createSubnet() {
    var requested = new SubnetInner().withAddressPrefix("10.0.0.0/24");
    return network
        .serviceClient()
        .getSubnets()
        .createOrUpdate(settings.resourceGroup(), NETWORK, SUBNET, requested);
  }

  private PublicIpAddress createPublicAddress() {
    return network
        .publicIpAddresses()
        .define("vm-address")
        .withRegion(settings.location())
        .withExistingResourceGroup(settings.resourceGroup())
        .withSku(PublicIPSkuType.STANDARD)
        .withStaticIP()
        .create();
  }

  private NetworkInterface createInterface(PublicIpAddress address) {
    return network
        .networkInterfaces()
        .define("vm-interface")
        .withRegion(settings.location())
        .withExistingResourceGroup(settings.resourceGroup())
        .withExistingPrimaryNetwork(
            network.networks().getByResourceGroup(settings.resourceGroup(), NETWORK))
        .withSubnet(SUBNET)
        .withPrimaryPrivateIPAddressDynamic()
        .withExistingPrimaryPublicIPAddress(address)
        .create();
  }

  private Identity createIdentity() {
    return identities
        .userAssignedIdentities()
        .createOrUpdate(
            settings.resourceGroup(),
            IDENTITY,
            Identity.builder().location(settings.location()).build());
  }

  private VirtualMachineInner createMachine(String networkInterface, Optional<Identity> assigned) {
    var identity = new VirtualMachineIdentity().withType(identityType());
    assigned.ifPresent(each ->
        identity.withUserAssignedIdentities(
            Map.of(String.valueOf(each.id()), new VirtualMachineIdentityUserAssignedIdentities())));

    var requested = new VirtualMachineInner();
    requested.withLocation(settings.location());
    requested.withIdentity(identity);
    requested.withHardwareProfile(
        new HardwareProfile().withVmSize(VirtualMachineSizeTypes.STANDARD_DS1_V2));
    requested.withOsProfile(
        new OSProfile()
            .withComputerName(MACHINE)
            .withAdminUsername("notAdmin")
            // Azure requires a password; the sample does not use it.
            .withAdminPassword("Aa1!" + UUID.randomUUID()));
    requested.withStorageProfile(
        new StorageProfile()
            .withImageReference(
                new ImageReference()
                    .withPublisher("Canonical")
                    .withOffer("0001-com-ubuntu-server-jammy")
                    .withSku("22_04-lts-gen2")
                    .withVersion("latest")));
    var reference = new NetworkInterfaceReference().withId(networkInterface).withPrimary(true);
    requested.withNetworkProfile(new NetworkProfile().withNetworkInterfaces(List.of(reference)));
    return compute
        .getVirtualMachines()
        .createOrUpdate(settings.resourceGroup(), MACHINE, requested);
  }

  private ResourceIdentityType identityType() {
    return switch (settings.identities()) {
      case SYSTEM -> ResourceIdentityType.SYSTEM_ASSIGNED;
      case USER -> ResourceIdentityType.USER_ASSIGNED;
      case BOTH -> ResourceIdentityType.SYSTEM_ASSIGNED_USER_ASSIGNED;
    };
  }

  private RoleDefinition findRole() {
    return authorization.roleDefinitions().getByScopeAndRoleName(groupId(), ROLE);
  }

  /**
   * An identity as the programs on the virtual machine use it.
   *
   * @param name a description for the output
   * @param query selects the identity in a token request; empty for the system-assigned one
   */
  private record Workload(String name, String query, String principalId) {}

  private void assign(RoleDefinition role, Workload workload) {
    step(
        "Give that role on the group",
        () -> assign(role, workload.principalId()),
        assignment -> "to " + workload.name());
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

  /** The extension serves tokens to programs that do not know the metadata service. */
  private VirtualMachineExtensionInner installExtension() {
    var requested = new VirtualMachineExtensionInner();
    requested.withLocation(settings.location());
    requested
        .withPublisher("Microsoft.ManagedIdentity")
        .withTypePropertiesType(EXTENSION)
        .withTypeHandlerVersion("1.0")
        .withAutoUpgradeMinorVersion(true)
        .withSettings(Map.of("port", EXTENSION_PORT));
    return compute
        .getVirtualMachineExtensions()
        .createOrUpdate(settings.resourceGroup(), MACHINE, EXTENSION, requested);
  }

  private Token getAndUseToken(Workload workload) {
    var audience = cloud.endpoint() + "/";
    var query =
        "resource=" + URLEncoder.encode(audience, StandardCharsets.UTF_8) + workload.query();
    step(
        "Ask localhost:" + EXTENSION_PORT + " for a token",
        () -> getInside("http://localhost:" + EXTENSION_PORT, "/oauth2/token?" + query),
        token -> "of " + workload.name());
    Token token =
        step(
            "Ask 169.254.169.254 for a token",
            () ->
                getInside(
                    "http://169.254.169.254",
                    "/metadata/identity/oauth2/token?api-version=2018-02-01&" + query),
            each -> "of " + workload.name() + "\n" + each.text());
    step(
        "List the group with the token",
        () -> untilAllowed(() -> list(settings.resourceGroup(), token)),
        CreateVmWithManagedIdentity::text);
    // The role is assigned at this group only.
    step(
        "Access another group",
        () -> error(() -> list(settings.resourceGroup() + "-outside", token)),
        error -> error.orElseThrow(() -> new IllegalStateException("access is not denied")));
    return token;
  }

  /**
   * Requests a token inside the virtual machine: in Azure with curl and Run Command; the local
   * Azure has the same endpoints at other addresses.
   */
  Token getInside(String origin, String path) {
    if (isLocal()) {
      var extension = origin.startsWith("http://localhost");
      var template =
          configuration.get(extension ? "MSI4J_EXTENSION_ENDPOINT" : "MSI4J_IMDS_ENDPOINT");
      var url =
          template
              .replace("{subscription}", profile.getSubscriptionId())
              .replace("{resourceGroup}", settings.resourceGroup())
              .replace("{vm}", MACHINE);
      var request = new HttpRequest(HttpMethod.GET, url + path);
      request.setHeader(HttpHeaderName.fromString("Metadata"), "true");
      try (var response = http.sendSync(request, Context.NONE)) {
        return Token.of(response.getBodyAsBinaryData().toString());
      }
    }
    var script = "curl -s -H Metadata:true '" + origin + path + "'";
    var command = new RunCommandInput().withCommandId("RunShellScript").withScript(List.of(script));
    var result =
        compute.getVirtualMachines().runCommand(settings.resourceGroup(), MACHINE, command);
    return Token.of(result.value().get(0).message());
  }

  private List<String> list(String resourceGroup, Token token) {
    return resources(token.credential())
        .genericResources()
        .listByResourceGroup(resourceGroup)
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

  /** Deleting the virtual machine deletes its system-assigned identity. */
  private void deleteMachine(Token token) {
    step(
        "Delete the virtual machine",
        () -> {
          compute.getVirtualMachines().delete(settings.resourceGroup(), MACHINE);
          return "deleted";
        },
        Function.identity());
    // In the cloud, reading a service principal requires a directory permission.
    step(
        "Look up its deleted principal",
        () -> error(() -> authorization.servicePrincipals().getById(token.claim("oid"))),
        error -> error.orElse("still exists"));
    // The local Azure rejects tokens of deleted principals at once; the cloud after a delay.
    step(
        "Use the token of that principal",
        () -> error(() -> list(settings.resourceGroup(), token)),
        error -> error.orElse("still accepted"));
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

  /** An access token of a managed identity, which is a JSON Web Token. */
  record Token(String value, Map<String, Object> claims) {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Parses the response of a token endpoint, which Run Command prints between other lines. */
    static Token of(String output) {
      int start = output.indexOf('{');
      int end = output.lastIndexOf('}');
      if (start < 0 || end < start) {
        throw new IllegalStateException("the virtual machine returned no token: " + output);
      }
      var response = BinaryData.fromString(output.substring(start, end + 1)).toObject(OBJECT);
      if (!(response.get("access_token") instanceof String value)) {
        throw new IllegalStateException("the token endpoint returned an error: " + response);
      }
      var json = Base64.getUrlDecoder().decode(value.split("\\.", -1)[1]);
      return new Token(value, BinaryData.fromBytes(json).toObject(OBJECT));
    }

    String claim(String name) {
      return String.valueOf(claims.get(name));
    }

    Instant expiry() {
      return claims.get("exp") instanceof Number seconds
          ? Instant.ofEpochSecond(seconds.longValue())
          : Instant.EPOCH;
    }

    TokenCredential credential() {
      var token = new AccessToken(value, expiry().atOffset(ZoneOffset.UTC));
      return request -> Mono.just(token);
    }

    /** Returns the main claims. Never print a token itself. */
    String text() {
      return Stream.of("aud", "iss", "oid", "appid", "xms_mirid", "exp")
          .map(name ->
              String.format(
                  Locale.ROOT, "%-10s %s", name, name.equals("exp") ? expiry() : claim(name)))
          .collect(Collectors.joining("\n"));
    }
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

  private static String text(VirtualMachineInner machine) {
    var identity = machine.identity();
    var lines = new ArrayList<>(List.of(machine.name() + " with " + identity.type()));
    if (identity.principalId() != null) {
      lines.add("its own       " + identity.principalId());
    }
    if (identity.userAssignedIdentities() != null) {
      for (var assigned : identity.userAssignedIdentities().values()) {
        lines.add("assigned      " + assigned.principalId());
      }
    }
    return String.join("\n", lines);
  }

  /** Returns the number of names and the first three of them. */
  private static String text(List<String> names) {
    var first = names.stream().limit(3).collect(Collectors.joining("\n"));
    var more = names.size() - 3;
    return names.size() + " found\n" + first + (more > 0 ? "\nand " + more + " more" : "");
  }

  /** Returns Azure's error for a request; empty if it succeeds. */
  private static Optional<String> error(Runnable request) {
    try {
      request.run();
      return Optional.empty();
    } catch (HttpResponseException e) {
      var status = String.valueOf(e.getResponse().getStatusCode());
      if (!(e.getValue() instanceof ManagementError error)) {
        return Optional.of(status);
      }
      var message = String.valueOf(error.getMessage());
      return Optional.of(
          status
              + " "
              + error.getCode()
              + "\n"
              + (message.length() <= 100 ? message : message.substring(0, 100) + "…"));
    }
  }
}
