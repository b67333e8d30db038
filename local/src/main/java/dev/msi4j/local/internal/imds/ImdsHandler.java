package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.UUID;

/**
 * What a virtual machine reaches at addresses that only it can reach: instance metadata with its
 * token endpoint and, once it is installed, the token extension.
 */
final class ImdsHandler {
  private static final String FIRST_WITH_TOKENS = "2018-02-01";
  private static final String SERVER = "IMDS/150.870.65.1854";

  private final Store store;
  private final VirtualMachineLookup machines;
  private final ManagedIdentityTokenService tokens;
  private final UUID tenantId;

  ImdsHandler(
      Store store,
      VirtualMachineLookup machines,
      ManagedIdentityTokenService tokens,
      UUID tenantId) {
    this.store = store;
    this.machines = machines;
    this.tokens = tokens;
    this.tenantId = tenantId;
  }

  /**
   * Answers a request of a machine.
   *
   * @param path the decoded path as the machine has it
   */
  Response handle(ResourceId machine, Request request, List<String> path) {
    var name = CaseFolding.of(String.join("/", path));
    if (name.equals("oauth2/token")) {
      return extension(machine, request);
    }
    if (path.size() < 2 || !path.get(0).equalsIgnoreCase("metadata")) {
      throw HostErrors.unknownPath("/" + name);
    }
    return metadata(machine, request, path, name).with("Server", SERVER);
  }

  private Response metadata(ResourceId machine, Request request, List<String> path, String name) {
    RequestChecks.method(request, "GET");
    return switch (name) {
      case "metadata/identity/oauth2/token" -> token(machine, request);
      case "metadata/identity/info" -> info(machine, request);
      case "metadata/versions" -> versions(request);
      default -> {
        // Newer clients look for other services here first; they must learn at once that this
        // machine has none.
        if (!path.get(1).equalsIgnoreCase("instance")) {
          throw HostErrors.unknownPath("/" + name);
        }
        yield instance(machine, request, path.subList(2, path.size()));
      }
    };
  }

  private Response token(ResourceId machine, Request request) {
    check(request);
    RequestChecks.apiVersionSince(request, FIRST_WITH_TOKENS, ErrorFormat.IMDS);
    var token =
        tokens.token(
            documents -> machines.host(documents, machine),
            request.query(),
            TokenProtocol.INSTANCE_METADATA);
    return Response.json(200, token.strings());
  }

  private Response info(ResourceId machine, Request request) {
    check(request);
    RequestChecks.apiVersionSince(request, FIRST_WITH_TOKENS, ErrorFormat.IMDS);
    store.read(documents -> machines.running(documents, machine));
    return Response.json(200, Json.object().put("tenantId", tenantId.toString()));
  }

  private static Response versions(Request request) {
    check(request);
    return InstanceMetadata.versions();
  }

  private Response instance(ResourceId machine, Request request, List<String> path) {
    check(request);
    var found = store.read(documents -> machines.running(documents, machine));
    return InstanceMetadata.of(found, request, path);
  }

  private Response extension(ResourceId machine, Request request) {
    return extension(request, documents -> machines.hostWithExtension(documents, machine));
  }

  /**
   * Answers as the extension does, whether it is installed or not: for clients outside of the
   * machine that speak no other protocol, as az before 2.70.
   */
  Response asExtension(ResourceId machine, Request request) {
    return extension(request, documents -> machines.host(documents, machine));
  }

  private Response extension(Request request, Host.Source host) {
    check(request);
    var token = tokens.token(host, RequestChecks.parameters(request), TokenProtocol.VM_EXTENSION);
    return Response.json(200, token.strings());
  }

  private static void check(Request request) {
    RequestChecks.notForwarded(request);
    RequestChecks.metadataHeader(request);
  }
}
