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
 * Handles the requests of a virtual machine to its local endpoints: the instance metadata service
 * (IMDS) with its token endpoint and, if installed, the managed identity extension.
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
   * Handles a request of a virtual machine.
   *
   * @param path the decoded path segments after the path of the machine
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
    RequestChecks.requireMethod(request, "GET");
    return switch (name) {
      case "metadata/identity/oauth2/token" -> token(machine, request);
      case "metadata/identity/info" -> info(machine, request);
      case "metadata/versions" -> versions(request);
      default -> {
        // Newer clients probe for other services first; a 404 tells them that there are none.
        if (!path.get(1).equalsIgnoreCase("instance")) {
          throw HostErrors.unknownPath("/" + name);
        }
        yield instance(machine, request, path.subList(2, path.size()));
      }
    };
  }

  private Response token(ResourceId machine, Request request) {
    check(request);
    RequestChecks.requireApiVersionSince(request, FIRST_WITH_TOKENS, ErrorFormat.IMDS);
    var token =
        tokens.token(
            documents -> machines.host(documents, machine),
            request.query(),
            TokenProtocol.INSTANCE_METADATA);
    return Response.json(200, token.toJson());
  }

  private Response info(ResourceId machine, Request request) {
    check(request);
    RequestChecks.requireApiVersionSince(request, FIRST_WITH_TOKENS, ErrorFormat.IMDS);
    store.read(documents -> machines.running(documents, machine));
    return Response.json(200, Json.object().put("tenantId", tenantId.toString()));
  }

  private static Response versions(Request request) {
    check(request);
    return InstanceMetadata.versions();
  }

  private Response instance(ResourceId machine, Request request, List<String> path) {
    check(request);
    var instance = store.read(documents -> machines.running(documents, machine));
    return InstanceMetadata.of(instance, request, path);
  }

  private Response extension(ResourceId machine, Request request) {
    return extension(request, documents -> machines.hostWithExtension(documents, machine));
  }

  /**
   * Handles a token request with the protocol of the extension, even if the extension is not
   * installed. For clients outside the machine that support no other protocol, such as az before
   * 2.70.
   */
  Response asExtension(ResourceId machine, Request request) {
    return extension(request, documents -> machines.host(documents, machine));
  }

  private Response extension(Request request, Host.Source host) {
    check(request);
    var token = tokens.token(host, RequestChecks.parameters(request), TokenProtocol.VM_EXTENSION);
    return Response.json(200, token.toJson());
  }

  private static void check(Request request) {
    RequestChecks.rejectForwarded(request);
    RequestChecks.requireMetadataHeader(request);
  }
}
