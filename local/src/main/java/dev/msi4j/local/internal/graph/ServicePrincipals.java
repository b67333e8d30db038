package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.json.Json;
import java.util.List;

/** Renders principals as service principals of Microsoft Graph. */
final class ServicePrincipals {
  private ServicePrincipals() {}

  /** Returns the service principal names. */
  static List<String> names(Principal principal) {
    return List.of(principal.appId().toString());
  }

  static String type(Principal principal) {
    return principal.kind() == Principal.Kind.MANAGED_IDENTITY ? "ManagedIdentity" : "Application";
  }

  static ObjectNode json(Principal principal) {
    var document =
        Json.object()
            .put("@odata.type", "#microsoft.graph.servicePrincipal")
            .put("id", principal.objectId().toString())
            .put("accountEnabled", true)
            .put("appId", principal.appId().toString())
            .put("appDisplayName", principal.displayName())
            .put("appOwnerOrganizationId", principal.tenantId().toString())
            .put("displayName", principal.displayName())
            .put("servicePrincipalType", type(principal));
    names(principal).forEach(document.putArray("servicePrincipalNames")::add);
    var alternatives = document.putArray("alternativeNames");
    var resource = principal.resourceId();
    if (resource != null) {
      // True for user-assigned identities, false for system-assigned ones.
      var explicit = resource.contains("/userAssignedIdentities/") ? "True" : "False";
      alternatives.add("isExplicit=" + explicit).add(resource);
    }
    document.putArray("tags");
    document.putArray("keyCredentials");
    document.putArray("passwordCredentials");
    return document;
  }
}
