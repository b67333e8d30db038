package dev.msi4j.junit;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.local.HostEnvironment;
import dev.msi4j.local.HostEnvironments;
import dev.msi4j.local.KubernetesPod;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.RecordedRequest;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.VirtualMachineEndpoints;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A resource group of a local Azure that belongs to one test, with ready clients and with methods
 * that create identities and workloads. {@link #close} deletes the group.
 *
 * <p>Tests with {@link LocalAzureTest} get it as a parameter; {@link #of} creates it elsewhere.
 * Thread-safe.
 */
public final class AzureSandbox implements AutoCloseable {
  private static final String LOCATION = "eastus";
  private static final String ISSUER = "kubernetes";

  private final ServerClients clients;
  private final boolean ownsClients;
  private final ResourceId group;
  private final Map<String, TokenCredential> credentials = new ConcurrentHashMap<>();
  private final Deque<Runnable> closeActions = new ConcurrentLinkedDeque<>();

  /** Client ids, principal ids and URL prefixes by which requests belong to this sandbox. */
  private final Set<String> marks = ConcurrentHashMap.newKeySet();

  private AzureSandbox(ServerClients clients, boolean ownsClients, String name) {
    this.clients = clients;
    this.ownsClients = ownsClients;
    group = ResourceId.resourceGroup(clients.azure().subscriptionId().toString(), name);
    put(group.toString(), "2021-04-01", "{\"location\": \"" + LOCATION + "\"}");
  }

  /**
   * Creates a resource group with a generated name.
   *
   * @param azure the local Azure, which must outlive the sandbox and is not closed with it
   * @return the sandbox
   */
  public static AzureSandbox of(LocalAzure azure) {
    return new AzureSandbox(
        new ServerClients(azure), true, "sandbox-" + UUID.randomUUID().toString().substring(0, 8));
  }

  /** Creates the resource group of a test. */
  static AzureSandbox of(ServerClients clients, String resourceGroup) {
    return new AzureSandbox(clients, false, resourceGroup);
  }

  /**
   * Returns the server.
   *
   * @return the local Azure, which other tests may share
   */
  public LocalAzure azure() {
    return clients.azure();
  }

  /**
   * Returns the name of the resource group.
   *
   * @return the name
   */
  public String resourceGroup() {
    return group.name();
  }

  /**
   * Returns the id of the subscription.
   *
   * @return the subscription id
   */
  public String subscriptionId() {
    return clients.azure().subscriptionId().toString();
  }

  /**
   * Returns a client that signs in as the owner of the subscription.
   *
   * @return the client
   */
  public ManagedServiceIdentityClient client() {
    return clients.client();
  }

  /**
   * Returns an asynchronous client that signs in as the owner of the subscription.
   *
   * @return the client
   */
  public ManagedServiceIdentityAsyncClient asyncClient() {
    return clients.asyncClient();
  }

  /**
   * Returns a client that signs in as an identity, which may do what its roles allow.
   *
   * @param identity a user-assigned identity of this sandbox
   * @return the client
   */
  public ManagedServiceIdentityClient client(Identity identity) {
    return clients.builder(credential(identity)).buildClient();
  }

  /**
   * Returns the HTTP client of all clients of this sandbox. It trusts only the local Azure.
   *
   * @return an HTTP client for any client of azure-core
   */
  public HttpClient httpClient() {
    return clients.http();
  }

  /**
   * Returns the credential of the owner of the subscription.
   *
   * @return the credential
   */
  public TokenCredential credential() {
    return clients.owner();
  }

  /**
   * Returns the credential of an identity. It gets its tokens as an app of App Service does.
   *
   * @param identity a user-assigned identity
   * @return the credential, valid until this sandbox is closed
   */
  public TokenCredential credential(Identity identity) {
    return credentials.computeIfAbsent(id(identity), this::newCredential);
  }

  private TokenCredential newCredential(String identityId) {
    var app = opened(azure().hostEnvironments().userAssigned(identityId).openAppService());
    return TokenRequestCredential.ofApp(app.environment(), clients.http());
  }

  /**
   * Creates a user-assigned identity, or returns the existing one.
   *
   * @param name the name of the identity
   * @return the identity
   */
  public Identity createIdentity(String name) {
    var identity =
        client()
            .userAssignedIdentities()
            .createOrUpdate(resourceGroup(), name, Identity.builder().location(LOCATION).build());
    marks.add(String.valueOf(identity.clientId()));
    return identity;
  }

  /**
   * Assigns a role at the resource group of this sandbox. Has no effect if the identity has it.
   *
   * @param identity the identity
   * @param role the name of a built-in or custom role, such as {@code Reader}
   * @throws IllegalArgumentException if no role has the name
   */
  public void assignRole(Identity identity, String role) {
    var principal = Objects.requireNonNull(identity.principalId()).toString();
    var name = UUID.nameUUIDFromBytes((group + principal + role).getBytes(StandardCharsets.UTF_8));
    put(
        group + "/providers/Microsoft.Authorization/roleAssignments/" + name,
        "2022-04-01",
        String.format(
            Locale.ROOT,
            """
            {"properties": {"roleDefinitionId": "%s", "principalId": "%s",
                            "principalType": "ServicePrincipal"}}
            """,
            roleId(role),
            principal));
  }

  private String roleId(String role) {
    var filter = "roleName%20eq%20'" + TokenRequestCredential.encode(role.replace("'", "''")) + "'";
    var found =
        clients.send(
            HttpMethod.GET,
            group
                + "/providers/Microsoft.Authorization/roleDefinitions?api-version=2022-04-01"
                + "&$filter="
                + filter,
            "");
    return JsonObject.parse(found).objects("value").stream()
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "role is '" + role + "': it must be the name of a role, such as 'Reader'"))
        .required("id");
  }

  /**
   * Lets an identity trust a workload outside of Azure. The workload's tokens are those of {@link
   * #cluster} or of {@link LocalAzure#createGitHubActionsIssuer}.
   *
   * @param identity an identity of this sandbox
   * @param workload a Kubernetes service account as {@code NAMESPACE/NAME}, or a subject of GitHub
   *     Actions such as {@code repo:OWNER/NAME:ref:refs/heads/main}
   * @throws IllegalArgumentException if the workload is neither
   */
  public void federate(Identity identity, String workload) {
    if (workload.startsWith("repo:")) {
      trust(identity, azure().createGitHubActionsIssuer(), workload);
    } else {
      trust(identity, cluster(), serviceAccount(workload).subject());
    }
  }

  private static KubernetesServiceAccount serviceAccount(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "workload is '"
              + text
              + "': it must be a service account as NAMESPACE/NAME, or a subject of GitHub Actions"
              + " that starts with 'repo:'");
    }
    return new KubernetesServiceAccount(parts[0], parts[1]);
  }

  private void trust(Identity identity, LocalIssuer issuer, String subject) {
    var name = "trust-" + UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8));
    client()
        .federatedIdentityCredentials()
        .createOrUpdate(
            resourceGroup(),
            Objects.requireNonNull(identity.name()),
            name,
            FederatedIdentityCredential.builder()
                .issuer(issuer.url())
                .subject(subject)
                .audiences(TokenClaims.AUDIENCE)
                .build());
  }

  /**
   * Returns the simulated Kubernetes cluster of this local Azure.
   *
   * @return the issuer of service account tokens
   */
  public LocalIssuer cluster() {
    return azure().createIssuer(ISSUER);
  }

  /**
   * Creates a pod with workload identity, and lets the identity trust its service account.
   *
   * @param identity an identity of this sandbox
   * @param account the service account of the pod
   * @return the pod, which is closed with this sandbox
   */
  public KubernetesPod createPod(Identity identity, KubernetesServiceAccount account) {
    trust(identity, cluster(), account.subject());
    var clientId = Objects.requireNonNull(identity.clientId()).toString();
    var pod = azure().openPod(cluster(), account, clientId);
    closeActions.push(pod::close);
    return pod;
  }

  /**
   * Creates a running virtual machine, without network, with a system-assigned identity.
   *
   * @param name the name of the virtual machine
   * @param identities the user-assigned identities in addition
   * @return the token endpoints of the virtual machine
   */
  public VirtualMachineEndpoints createVirtualMachine(String name, Identity... identities) {
    var kind = identities.length == 0 ? "SystemAssigned" : "SystemAssigned, UserAssigned";
    return createVirtualMachine(name, kind, identities);
  }

  /** Creates a virtual machine with a value of the property {@code identity.type}. */
  VirtualMachineEndpoints createVirtualMachine(String name, String kind, Identity... identities) {
    var id = group + "/providers/Microsoft.Compute/virtualMachines/" + name;
    var assigned =
        Stream.of(identities)
            .map(identity -> "\"" + id(identity) + "\": {}")
            .collect(Collectors.joining(", "));
    put(
        id,
        "2024-11-01",
        String.format(
            Locale.ROOT,
            """
            {"location": "%s", "identity": {"type": "%s"%s},
             "properties": {"hardwareProfile": {"vmSize": "Standard_B1s"}}}
            """,
            LOCATION,
            kind,
            assigned.isEmpty() ? "" : ", \"userAssignedIdentities\": {" + assigned + "}"));
    return azure().virtualMachine(id);
  }

  /** Returns hosting environments with the identities, or with a system-assigned one if empty. */
  HostEnvironments hosts(Identity... identities) {
    var hosts = azure().hostEnvironments();
    for (var identity : identities) {
      hosts = hosts.userAssigned(id(identity));
    }
    return identities.length == 0 ? hosts.systemAssigned() : hosts;
  }

  /** Closes an environment together with this sandbox. */
  HostEnvironment opened(HostEnvironment environment) {
    closeActions.push(environment::close);
    environment.principalId().ifPresent(id -> marks.add(id.toString()));
    Stream.of("IDENTITY_ENDPOINT", "MSI_ENDPOINT")
        .flatMap(name -> Optional.ofNullable(environment.environment().get(name)).stream())
        .forEach(marks::add);
    return environment;
  }

  private static String id(Identity identity) {
    return Objects.requireNonNull(identity.id(), "id of the identity");
  }

  private void put(String path, String version, String body) {
    clients.send(HttpMethod.PUT, path + "?api-version=" + version, body);
  }

  /**
   * Returns the requests that belong to this sandbox: those for its resource group, and those of
   * its identities, virtual machines and other hosting environments.
   *
   * @return the last requests, oldest first
   * @throws IllegalStateException if the local Azure of {@link #of} does not record requests
   */
  public SandboxRequests requests() {
    return new SandboxRequests(azure().requests()).where(this::isOwn);
  }

  private boolean isOwn(RecordedRequest request) {
    return isInGroup(request.url())
        || request.identityId().filter(this::isInGroup).isPresent()
        || Stream.of(request.clientId(), request.principalId())
            .flatMap(Optional::stream)
            .anyMatch(marks::contains)
        || marks.stream().anyMatch(request.url()::startsWith);
  }

  private boolean isInGroup(String url) {
    var path = url.toLowerCase(Locale.ROOT) + "/";
    return path.contains("/resourcegroups/" + resourceGroup().toLowerCase(Locale.ROOT) + "/");
  }

  /** Deletes the resource group, and closes pods and hosting environments. */
  @Override
  public void close() {
    closeActions.forEach(Runnable::run);
    clients.send(HttpMethod.DELETE, group + "?api-version=2021-04-01", "");
    if (ownsClients) {
      clients.close();
    }
  }
}
