package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Application;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.util.UUID;
import java.util.function.Predicate;

/** Serves the operations on service principals. */
final class ServicePrincipalOperations {
  private static final String COLLECTION = "servicePrincipals";
  private static final String ITEM = COLLECTION + "/{id}";

  private final GraphContext context;
  private final Directory directory;
  private final ServicePrincipals servicePrincipals;
  private final UUID administrator;

  /**
   * @param administrator the application whose service principal cannot be changed
   */
  ServicePrincipalOperations(
      GraphContext context, ServicePrincipals servicePrincipals, UUID administrator) {
    this.context = context;
    this.servicePrincipals = servicePrincipals;
    this.administrator = administrator;
    directory = context.directory();
  }

  void declare(GraphRoutes routes) {
    new GraphList<>(
            COLLECTION,
            context.paging(),
            after -> directory.scan(context.store(), after),
            Directory::read,
            this::filter,
            servicePrincipals::json)
        .declare(routes);
    routes.write("POST", COLLECTION, this::create);
    routes.read("GET", ITEM, this::get);
    routes.write("PATCH", ITEM, this::update);
    routes.write("DELETE", ITEM, this::delete);
    new AppRoleAssignmentOperations(context, this::find).declare(routes, ITEM);
    new Passwords(context)
        .declare(routes, ITEM, (documents, request) -> changeable(documents, request).appId());
  }

  private Predicate<Principal> filter(String filter) {
    var test =
        GraphFilter.of(
            filter,
            new PropertyConditions<Principal>()
                .text("id", principal -> principal.objectId().toString())
                .text("appId", principal -> principal.appId().toString())
                .text("displayName", Principal::displayName)
                .text("servicePrincipalType", ServicePrincipals::type)
                .text("accountEnabled", principal -> Boolean.toString(principal.isEnabled()))
                .list("servicePrincipalNames", this::isNamed)
                .list(
                    "tags",
                    PropertyConditions.containedIn(principal ->
                        Application.texts(ServicePrincipals.settings(principal).path("tags"))
                            .stream()))
                .list(
                    "alternativeNames",
                    name -> principal -> name.equalsIgnoreCase(principal.resourceId())));
    return principal -> context.isVisible(principal.createdAt()) && test.test(principal);
  }

  /** Returns a test for a service principal name: the application id, or a URI of it. */
  private Predicate<Principal> isNamed(String name) {
    var appId =
        Guids.parse(name)
            .or(() ->
                context
                    .store()
                    .read(documents -> directory.applications().byUri(documents, name))
                    .map(Application::appId));
    return principal -> appId.filter(principal.appId()::equals).isPresent();
  }

  /** Returns the addressed service principal. */
  private Principal find(Documents documents, GraphRequest request) {
    var key = request.key();
    return key.guid(ObjectKey.ID)
        .flatMap(id -> directory.byObjectId(documents, id))
        .or(() -> key.guid("appId").flatMap(id -> directory.byAppId(documents, id)))
        .filter(principal -> context.isVisible(principal.createdAt()))
        .orElseThrow(() -> GraphException.notFound(key.value()));
  }

  /** Returns the addressed service principal; rejects changes of managed identities. */
  private Principal changeable(Documents documents, GraphRequest request) {
    var principal = find(documents, request);
    if (principal.kind() == Principal.Kind.MANAGED_IDENTITY) {
      throw GraphException.managedIdentity(principal);
    }
    return principal;
  }

  private Response create(GraphRequest request) {
    var body = request.body();
    var text = body.required("appId");
    body.node().remove("appId");
    var settings = ServicePrincipals.PROPERTIES.changed(Json.object(), body);
    var created =
        context
            .store()
            .write(documents -> {
              var application =
                  Guids.parse(text)
                      .flatMap(appId -> directory.applications().byAppId(documents, appId))
                      .orElseThrow(() -> GraphException.noApplication(text));
              if (directory.byAppId(documents, application.appId()).isPresent()) {
                throw GraphException.sameKey(
                    "The service principal cannot be created, updated, or restored because the"
                        + " service principal name "
                        + text
                        + " is already in use.");
              }
              return servicePrincipals.json(
                  documents, directory.createPrincipal(documents, application, settings));
            });
    return GraphResponses.one(request, 201, COLLECTION, created);
  }

  private Response get(GraphRequest request) {
    var found =
        context
            .store()
            .read(documents -> servicePrincipals.json(documents, find(documents, request)));
    return GraphResponses.one(request, 200, COLLECTION, found);
  }

  private Response update(GraphRequest request) {
    context
        .store()
        .change(documents -> {
          var principal = changeable(documents, request);
          checkNotAdministrator(principal);
          var settings =
              ServicePrincipals.PROPERTIES.changed(
                  ServicePrincipals.settings(principal), request.body());
          directory.update(documents, principal.updated(principal.displayName(), settings));
        });
    return GraphResponses.changed();
  }

  private Response delete(GraphRequest request) {
    context
        .store()
        .change(documents -> {
          var principal = changeable(documents, request);
          checkNotAdministrator(principal);
          directory.delete(documents, principal.objectId());
        });
    return GraphResponses.changed();
  }

  private void checkNotAdministrator(Principal principal) {
    if (principal.appId().equals(administrator)) {
      throw GraphException.bootstrapAccount();
    }
  }
}
