package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Application;
import dev.msi4j.local.internal.entra.Applications;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;

/** Serves the operations on applications. */
final class ApplicationOperations {
  private static final String COLLECTION = "applications";
  private static final String ITEM = COLLECTION + "/{id}";

  private final GraphContext context;
  private final Applications applications;
  private final UUID administrator;
  private final Passwords passwords;

  /**
   * @param administrator the application that cannot be deleted
   */
  ApplicationOperations(GraphContext context, UUID administrator) {
    this.context = context;
    this.administrator = administrator;
    applications = context.directory().applications();
    passwords = new Passwords(context);
  }

  void declare(GraphRoutes routes) {
    new GraphList<>(
            COLLECTION,
            context.paging(),
            after -> applications.scan(context.store(), after),
            Applications::read,
            this::filter,
            application -> context.store().read(documents -> json(documents, application)))
        .declare(routes);
    routes.write("POST", COLLECTION, this::create);
    routes.read("GET", ITEM, this::get);
    routes.write("PATCH", ITEM, this::update);
    routes.write("DELETE", ITEM, this::delete);
    passwords.declare(routes, ITEM, (documents, request) -> find(documents, request).appId());
    new ApplicationCredentialOperations(context, this::find).declare(routes, ITEM);
  }

  private Predicate<Application> filter(String filter) {
    var test =
        GraphFilter.of(
            filter,
            new PropertyConditions<Application>()
                .text("id", application -> application.objectId().toString())
                .text("appId", application -> application.appId().toString())
                .text("displayName", Application::displayName)
                .text(
                    "signInAudience",
                    application ->
                        ApplicationRules.PROPERTIES
                            .complete(application.properties())
                            .path("signInAudience")
                            .asText())
                .list(
                    "identifierUris",
                    PropertyConditions.containedIn(
                        application -> application.identifierUris().stream()))
                .list(
                    "tags",
                    PropertyConditions.containedIn(application ->
                        Application.texts(application.properties().path("tags")).stream())));
    return application -> context.isVisible(application.createdAt()) && test.test(application);
  }

  /** Returns the addressed application. */
  private Application find(Documents documents, GraphRequest request) {
    var key = request.key();
    return key.guid(ObjectKey.ID)
        .flatMap(id -> applications.byObjectId(documents, id))
        .or(() -> key.guid("appId").flatMap(id -> applications.byAppId(documents, id)))
        .filter(application -> context.isVisible(application.createdAt()))
        .orElseThrow(() -> GraphException.notFound(key.value()));
  }

  private Response create(GraphRequest request) {
    var created =
        context
            .store()
            .write(documents -> {
              var properties =
                  ApplicationRules.changed(
                      documents, applications, null, Json.object(), request.body());
              return json(documents, context.directory().createApplication(documents, properties));
            });
    return GraphResponses.one(request, 201, COLLECTION, created);
  }

  private Response get(GraphRequest request) {
    var found = context.store().read(documents -> json(documents, find(documents, request)));
    return GraphResponses.one(request, 200, COLLECTION, found);
  }

  private Response update(GraphRequest request) {
    context
        .store()
        .change(documents -> {
          var application = find(documents, request);
          var properties =
              ApplicationRules.changed(
                  documents,
                  applications,
                  application.objectId(),
                  application.properties(),
                  request.body());
          context.directory().update(documents, application.with(properties));
        });
    return GraphResponses.changed();
  }

  private Response delete(GraphRequest request) {
    context
        .store()
        .change(documents -> {
          var application = find(documents, request);
          if (application.appId().equals(administrator)) {
            throw GraphException.bootstrapAccount();
          }
          context.directory().delete(documents, application);
        });
    return GraphResponses.changed();
  }

  private ObjectNode json(Documents documents, Application application) {
    var document =
        Json.object()
            .put("id", application.objectId().toString())
            .put("appId", application.appId().toString());
    var createdAt = application.createdAt();
    document.put(
        "createdDateTime", createdAt == null ? null : Instant.ofEpochMilli(createdAt).toString());
    document.setAll(ApplicationRules.PROPERTIES.complete(application.properties()));
    document.set("passwordCredentials", passwords.json(documents, application.appId()));
    return document;
  }
}
