package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.AppRoleAssignment;
import dev.msi4j.local.internal.entra.AppRoleAssignments;
import dev.msi4j.local.internal.entra.Application;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Serves the operations on the assignments of app roles to service principals (learn.microsoft.com,
 * "appRoleAssignment resource type").
 */
final class AppRoleAssignmentOperations {
  private static final String GRANTED = "appRoleAssignments";
  private static final String ASSIGNED = "appRoleAssignedTo";

  /** The id of an assignment that grants access without a role. */
  private static final UUID NO_ROLE = new UUID(0, 0);

  private final GraphContext context;
  private final Directory directory;
  private final BiFunction<Documents, GraphRequest, Principal> servicePrincipals;

  /**
   * @param servicePrincipals finds the addressed service principal
   */
  AppRoleAssignmentOperations(
      GraphContext context, BiFunction<Documents, GraphRequest, Principal> servicePrincipals) {
    this.context = context;
    this.servicePrincipals = servicePrincipals;
    directory = context.directory();
  }

  /**
   * Adds the routes.
   *
   * @param item the path of a service principal
   */
  void declare(GraphRoutes routes, String item) {
    for (var list : new String[] {GRANTED, ASSIGNED}) {
      var path = item + "/" + list;
      routes.read("GET", path, request -> list(request, list));
      routes.write("POST", path, request -> create(request, list));
      routes.read("GET", path + "/{assignment}", request -> get(request, list));
      routes.write("DELETE", path + "/{assignment}", request -> delete(request, list));
    }
  }

  private Response list(GraphRequest request, String list) {
    var store = context.store();
    var object = store.read(documents -> object(documents, request));
    return new GraphList<>(
            "servicePrincipals('" + object + "')/" + list,
            context.paging(),
            after ->
                list.equals(GRANTED)
                    ? AppRoleAssignments.scanOfPrincipal(store, object, after)
                    : AppRoleAssignments.scanOfResource(store, object, after),
            AppRoleAssignments::read,
            AppRoleAssignmentOperations::filter,
            assignment -> store.read(documents -> json(documents, assignment)))
        .page(request);
  }

  private static Predicate<AppRoleAssignment> filter(String filter) {
    return GraphFilter.of(
        filter,
        new PropertyConditions<AppRoleAssignment>()
            .text("principalId", assignment -> assignment.principalId().toString())
            .text("resourceId", assignment -> assignment.resourceId().toString())
            .text("appRoleId", assignment -> assignment.appRoleId().toString()));
  }

  private Response create(GraphRequest request, String list) {
    var body = request.body();
    var principalId = guid(body, "principalId");
    var resourceId = guid(body, "resourceId");
    var role = guid(body, "appRoleId");
    var created =
        context
            .store()
            .write(documents -> {
              var object = object(documents, request);
              if (!object.equals(list.equals(GRANTED) ? principalId : resourceId)) {
                throw GraphException.badBody(
                    "The "
                        + (list.equals(GRANTED) ? "principalId" : "resourceId")
                        + " must be the id of the addressed service principal, '"
                        + object
                        + "'.");
              }
              var assignment =
                  new AppRoleAssignment(
                      Guids.opaque(context.runtime().ids().get()),
                      principal(documents, principalId).objectId(),
                      resourceId,
                      role,
                      context.runtime().clock().millis());
              check(documents, assignment, principal(documents, resourceId));
              AppRoleAssignments.save(documents, assignment);
              return json(documents, assignment);
            });
    return GraphResponses.one(request, 201, list, created);
  }

  private void check(Documents documents, AppRoleAssignment assignment, Principal resource) {
    var roles = roles(documents, resource);
    var isDefault = assignment.appRoleId().equals(NO_ROLE) && roles.isEmpty();
    if (!isDefault && !isAssignable(roles, assignment.appRoleId())) {
      throw GraphException.badBody(
          "Permission being assigned was not found on application '" + resource.appId() + "'.");
    }
    if (AppRoleAssignments.ofPrincipal(documents, assignment.principalId()).stream()
        .anyMatch(other ->
            other.resourceId().equals(assignment.resourceId())
                && other.appRoleId().equals(assignment.appRoleId()))) {
      throw GraphException.badBody("Permission being assigned already exists on the object.");
    }
  }

  private JsonNode roles(Documents documents, Principal resource) {
    return directory
        .applications()
        .byAppId(documents, resource.appId())
        .map(application -> application.properties().path("appRoles"))
        .orElseGet(Json::array);
  }

  /** Returns whether a role exists, is enabled and can be assigned to service principals. */
  private static boolean isAssignable(JsonNode roles, UUID id) {
    for (var role : roles) {
      if (role.path("id").asText().equalsIgnoreCase(id.toString())) {
        return role.path("isEnabled").asBoolean(true)
            && Application.texts(role.path("allowedMemberTypes")).contains("Application");
      }
    }
    return false;
  }

  private Response get(GraphRequest request, String list) {
    var found = context.store().read(documents -> json(documents, find(documents, request, list)));
    return GraphResponses.one(request, 200, list, found);
  }

  private Response delete(GraphRequest request, String list) {
    context
        .store()
        .change(documents -> AppRoleAssignments.delete(documents, find(documents, request, list)));
    return GraphResponses.changed();
  }

  private AppRoleAssignment find(Documents documents, GraphRequest request, String list) {
    var id = request.argument("assignment");
    var object = object(documents, request);
    return (list.equals(GRANTED)
            ? AppRoleAssignments.ofPrincipal(documents, object)
            : AppRoleAssignments.ofResource(documents, object))
        .stream()
            .filter(assignment -> assignment.id().equals(id))
            .findFirst()
            .orElseThrow(() -> GraphException.notFound(id));
  }

  private UUID object(Documents documents, GraphRequest request) {
    return servicePrincipals.apply(documents, request).objectId();
  }

  private Principal principal(Documents documents, UUID id) {
    return directory
        .byObjectId(documents, id)
        .filter(principal -> context.isVisible(principal.createdAt()))
        .orElseThrow(() -> GraphException.notFound(id.toString()));
  }

  private static UUID guid(JsonBody body, String name) {
    var text = body.required(name);
    return Guids.parse(text)
        .orElseThrow(() -> GraphException.badBody(name + " is '" + text + "': it must be a GUID."));
  }

  private ObjectNode json(Documents documents, AppRoleAssignment assignment) {
    return Json.object()
        .put("id", assignment.id())
        .put("appRoleId", assignment.appRoleId().toString())
        .put("createdDateTime", Instant.ofEpochMilli(assignment.createdAt()).toString())
        .put("principalDisplayName", name(documents, assignment.principalId()))
        .put("principalId", assignment.principalId().toString())
        .put("principalType", "ServicePrincipal")
        .put("resourceDisplayName", name(documents, assignment.resourceId()))
        .put("resourceId", assignment.resourceId().toString());
  }

  private String name(Documents documents, UUID id) {
    return directory.byObjectId(documents, id).map(Principal::displayName).orElse("");
  }
}
