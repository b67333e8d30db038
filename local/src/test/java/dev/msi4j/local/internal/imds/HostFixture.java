package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.control.requests.RequestControl;
import dev.msi4j.local.internal.control.requests.RequestRecorder;
import dev.msi4j.local.internal.entra.DeclaredResource;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Entra;
import dev.msi4j.local.internal.entra.KnownResources;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.entra.ServerOrigins;
import dev.msi4j.local.internal.entra.SigningKeys;
import dev.msi4j.local.internal.entra.TokenService;
import dev.msi4j.local.internal.entra.TokenVerifier;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.providers.managedidentity.StoredIdentities;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Token endpoints of hosts, with machines and identities as documents in a store. */
final class HostFixture implements AutoCloseable {
  static final UUID TENANT = UUID.fromString("11111111-2222-3333-4444-555555555555");
  static final UUID SUBSCRIPTION = UUID.fromString("66666666-7777-8888-9999-000000000000");
  static final String AUTHORITY = "https://localhost:8443";
  static final String ARM = "https://management.azure.com/";

  /** The required parameters of a token request. */
  static final String EXPECTED = "api-version=2018-02-01&resource=" + encode(ARM);

  final TestClock clock = new TestClock();
  final Store store = TestStores.fresh();
  final Directory directory = new Directory(TENANT, clock, UUID::randomUUID);
  final CertificateAuthority authority = CertificateAuthority.inMemory(Clock.systemUTC());
  final TokenHosts hosts;
  final TokenVerifier verifier;
  private final VirtualMachineRegistry virtualMachineRegistry = new VirtualMachineRegistry();

  HostFixture() {
    var origins = new ServerOrigins();
    origins.set(List.of(AUTHORITY));
    var resources =
        new KnownResources(List.of(DeclaredResource.v1("api://app")), origins, directory, store);
    var runtime = new ServerRuntime(store, clock, UUID::randomUUID);
    var entra =
        new Entra(
            directory,
            runtime,
            new SigningKeys(store, clock),
            TokenService.noIssuerTrusted(clock),
            resources,
            origins,
            new FaultInjector(clock));
    verifier = entra.verifier();
    var identities = new ResourceIdentities(directory, new StoredIdentities());
    hosts =
        new TokenHosts(
            runtime,
            new ManagedIdentityTokenService(runtime, directory, resources, entra.tokens(), origins),
            new VirtualMachineLookup(virtualMachineRegistry, identities),
            directory,
            authority,
            new HostRegistry(runtime, directory, identities, SUBSCRIPTION),
            new RequestControl(new FaultInjector(clock), new RequestRecorder(clock, false)));
  }

  static ResourceId machineId(String name) {
    return ResourceId.of(
        SUBSCRIPTION.toString(), "rg", "Microsoft.Compute", "virtualMachines", name);
  }

  static ResourceId identityId(String name) {
    return ResourceId.of(
        SUBSCRIPTION.toString(), "rg", "Microsoft.ManagedIdentity", "userAssignedIdentities", name);
  }

  /** Creates a running machine without extension and identities. */
  void machine(String name) {
    machine(name, true, null);
  }

  void machine(String name, boolean running, @Nullable Integer extensionPort) {
    var id = machineId(name);
    var compute = Json.object().put("name", name).put("location", "eastus");
    compute.putObject("plan").put("name", "");
    compute.putArray("tagsList").addObject().put("name", "team").put("value", "core");
    store.change(documents ->
        virtualMachineRegistry.save(
            documents,
            new VirtualMachine(
                id.toString(),
                UUID.randomUUID().toString(),
                "eastus",
                running,
                List.of(),
                extensionPort,
                compute)));
  }

  /** Creates a user-assigned identity. */
  Principal identity(String name) {
    var id = identityId(name);
    return store.write(documents -> {
      var principal = principal(id);
      var row =
          Json.object()
              .put("principalId", principal.objectId().toString())
              .put("clientId", principal.appId().toString());
      documents.put(id.kind(), id.key(), Json.write(row));
      return principal;
    });
  }

  Principal principal(ResourceId id) {
    return store.write(documents ->
        directory.create(documents, Principal.Kind.MANAGED_IDENTITY, id.name(), id.toString()));
  }

  /** Replaces the identities of a machine. */
  void give(String machine, @Nullable Principal system, Principal... userAssigned) {
    var assigned = new LinkedHashMap<String, ManagedServiceIdentity.UserAssigned>();
    for (var principal : userAssigned) {
      assigned.put(
          String.valueOf(principal.resourceId()),
          new ManagedServiceIdentity.UserAssigned(
              principal.objectId().toString(), principal.appId().toString()));
    }
    var own =
        system == null
            ? null
            : new ManagedServiceIdentity.SystemAssigned(
                system.objectId().toString(), system.appId().toString(), TENANT.toString());
    var key = machineId(machine).key();
    store.change(documents ->
        documents.put("identity.host", key, Json.write(new ManagedServiceIdentity(own, assigned))));
  }

  /** Creates a machine with a system-assigned identity and returns its principal. */
  Principal machineWithIdentity(String name) {
    machine(name);
    var own = principal(machineId(name));
    give(name, own);
    return own;
  }

  /** Requests a token from a machine. */
  Response token(String machine, String query) {
    return get(machine, "/metadata/identity/oauth2/token", query);
  }

  Response get(String machine, String path, String query) {
    return get(machine, path, query, Map.of("Metadata", "true"));
  }

  Response get(String machine, String path, String query, Map<String, String> headers) {
    return send("GET", base(machine) + path, query, headers, "");
  }

  Response post(String machine, String path, String form) {
    return send("POST", base(machine) + path, "", Map.of("Metadata", "true"), form);
  }

  /** Sends a request to the handler of the shared listener. */
  Response send(
      String method, String path, String query, Map<String, String> headers, String body) {
    var all = Headers.NONE;
    if (!headers.containsKey("Host")) {
      all = all.with("Host", "127.0.0.1:1234");
    }
    for (var header : headers.entrySet()) {
      all = all.with(header.getKey(), header.getValue());
    }
    return hosts
        .handler()
        .handle(
            new Request(
                method,
                "http://127.0.0.1:1234",
                path,
                Query.parse(query),
                all,
                Body.of(body.getBytes(StandardCharsets.UTF_8))));
  }

  static String base(String machine) {
    return "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/virtualMachines/" + machine;
  }

  static JsonNode json(Response response) {
    try {
      return response.body().json();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String error(Response response) {
    var document = json(response);
    return response.status()
        + " "
        + document.path("error").asText()
        + ": "
        + document.path("error_description").asText();
  }

  static JWTClaimsSet claims(Response response) {
    return claims(json(response).path("access_token").asText());
  }

  static JWTClaimsSet claims(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    hosts.close();
    store.close();
  }
}
