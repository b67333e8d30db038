package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Application;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Renders principals as service principals of Microsoft Graph. */
final class ServicePrincipals {
  /** The properties of service principals that clients can set. */
  static final GraphProperties PROPERTIES = GraphProperties.read("service-principal.json");

  private final GraphContext context;
  private final Passwords passwords;

  ServicePrincipals(GraphContext context) {
    this.context = context;
    passwords = new Passwords(context);
  }

  static String type(Principal principal) {
    return principal.kind() == Principal.Kind.MANAGED_IDENTITY ? "ManagedIdentity" : "Application";
  }

  /** Returns the properties that clients have set. */
  static ObjectNode settings(Principal principal) {
    var settings = principal.settings();
    return settings == null ? Json.object() : settings;
  }

  /** Renders a principal in a transaction of its own. */
  ObjectNode json(Principal principal) {
    return principal.kind() == Principal.Kind.MANAGED_IDENTITY
        ? json(principal, Optional.empty())
        : context.store().read(documents -> json(documents, principal));
  }

  /** Renders a principal. */
  ObjectNode json(Documents documents, Principal principal) {
    var document =
        json(principal, context.directory().applications().byAppId(documents, principal.appId()));
    document.set("passwordCredentials", passwords.json(documents, principal.appId()));
    return document;
  }

  private static ObjectNode json(Principal principal, Optional<Application> application) {
    var document =
        Json.object()
            .put("@odata.type", "#microsoft.graph.servicePrincipal")
            .put("id", principal.objectId().toString())
            .put("appId", principal.appId().toString())
            .put("appDisplayName", principal.displayName())
            .put("appOwnerOrganizationId", principal.tenantId().toString())
            .put("displayName", principal.displayName())
            .put("servicePrincipalType", type(principal));
    document.setAll(PROPERTIES.complete(settings(principal)));
    Stream.concat(
            Stream.of(principal.appId().toString()),
            application.map(Application::identifierUris).orElse(List.of()).stream())
        .forEach(document.putArray("servicePrincipalNames")::add);
    var alternatives = document.putArray("alternativeNames");
    var resource = principal.resourceId();
    if (resource != null) {
      // True for user-assigned identities, false for system-assigned ones.
      var explicit = resource.contains("/userAssignedIdentities/") ? "True" : "False";
      alternatives.add("isExplicit=" + explicit).add(resource);
    }
    var registered =
        ApplicationRules.PROPERTIES.complete(
            application.map(Application::properties).orElseGet(Json::object));
    document.set("appRoles", registered.path("appRoles"));
    document.set("oauth2PermissionScopes", registered.path("api").path("oauth2PermissionScopes"));
    document.putArray("keyCredentials");
    document.putArray("passwordCredentials");
    return document;
  }
}
