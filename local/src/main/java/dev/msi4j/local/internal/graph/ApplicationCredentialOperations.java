package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Application;
import dev.msi4j.local.internal.entra.ApplicationCredential;
import dev.msi4j.local.internal.entra.ApplicationCredentials;
import dev.msi4j.local.internal.entra.FederatedTrust;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Serves the operations on the federated identity credentials of applications (learn.microsoft.com,
 * "federatedIdentityCredential resource type"). The rules are those of the credentials of
 * identities.
 */
final class ApplicationCredentialOperations {
  private static final String NAME = "federatedIdentityCredentials";
  private static final String DESCRIPTION = "description";
  private static final String EXPRESSION = "claimsMatchingExpression";
  private static final Set<String> PROPERTIES =
      Set.of("id", "name", "issuer", "subject", "audiences", DESCRIPTION, EXPRESSION);

  /** The most characters of issuer, subject, audience and description. */
  private static final int MAX_LENGTH = 600;

  private final GraphContext context;
  private final BiFunction<Documents, GraphRequest, Application> applications;

  /**
   * @param applications finds the addressed application
   */
  ApplicationCredentialOperations(
      GraphContext context, BiFunction<Documents, GraphRequest, Application> applications) {
    this.context = context;
    this.applications = applications;
  }

  /**
   * Adds the routes.
   *
   * @param application the path of an application
   */
  void declare(GraphRoutes routes, String application) {
    var list = application + "/" + NAME;
    var item = list + "/{credential}";
    routes.read("GET", list, this::list);
    routes.write("POST", list, this::create);
    routes.read("GET", item, this::get);
    routes.write("PATCH", item, this::update);
    routes.write("DELETE", item, this::delete);
  }

  private Response list(GraphRequest request) {
    var test = filter(GraphResponses.filter(request.http()));
    var credentials =
        context
            .store()
            .read(
                documents -> ApplicationCredentials.of(documents, application(documents, request)));
    return GraphResponses.all(
        request,
        collection(request),
        credentials.stream().filter(test).map(ApplicationCredentialOperations::json).toList());
  }

  private static Predicate<ApplicationCredential> filter(String filter) {
    return GraphFilter.of(
        filter,
        new PropertyConditions<ApplicationCredential>()
            .text("id", credential -> credential.id().toString())
            .text("name", ApplicationCredential::name)
            .text("issuer", credential -> text(credential.trust().issuer()))
            .text("subject", credential -> text(credential.trust().subject())));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private Response get(GraphRequest request) {
    var found =
        context
            .store()
            .read(documents -> find(documents, application(documents, request), request));
    return GraphResponses.one(request, 200, collection(request), json(found));
  }

  private Response create(GraphRequest request) {
    var body = request.body();
    var name = body.required("name");
    var created =
        context
            .store()
            .write(documents -> {
              var application = application(documents, request);
              if (ApplicationCredentials.find(documents, application, name).isPresent()) {
                throw GraphException.sameKey(
                    "FederatedIdentityCredential with name " + name + " already exists.");
              }
              var others = ApplicationCredentials.of(documents, application);
              if (others.size() >= FederatedTrust.MAX_CREDENTIALS) {
                throw GraphException.badBody(
                    "The application has "
                        + others.size()
                        + " federated identity credentials; the maximum is "
                        + FederatedTrust.MAX_CREDENTIALS
                        + ".");
              }
              var none =
                  new ApplicationCredential(
                      context.runtime().ids().get(),
                      name,
                      null,
                      new FederatedTrust(null, null, List.of(), null),
                      0);
              return save(documents, application, none, body);
            });
    return GraphResponses.one(request, 201, collection(request), json(created));
  }

  private Response update(GraphRequest request) {
    var body = request.body();
    context
        .store()
        .change(documents -> {
          var application = application(documents, request);
          var existing = find(documents, application, request);
          body.text("name")
              .filter(name -> !name.equals(existing.name()))
              .ifPresent(name -> {
                throw GraphException.badBody(
                    "Property 'name' of the federated identity credential '"
                        + existing.name()
                        + "' cannot be changed.");
              });
          save(documents, application, existing, body);
        });
    return GraphResponses.changed();
  }

  private Response delete(GraphRequest request) {
    context
        .store()
        .change(documents -> {
          var application = application(documents, request);
          ApplicationCredentials.delete(
              documents, application, find(documents, application, request));
        });
    return GraphResponses.changed();
  }

  /** Validates and saves a credential after the changes of a request. */
  private ApplicationCredential save(
      Documents documents, UUID application, ApplicationCredential before, JsonBody body) {
    var credential =
        new ApplicationCredential(
            before.id(),
            before.name(),
            changed(body, DESCRIPTION, before.description()),
            new FederatedTrust(
                changed(body, "issuer", before.trust().issuer()),
                changed(body, "subject", before.trust().subject()),
                body.texts("audiences").orElse(before.trust().audiences()),
                expression(body, before.trust().expression())),
            context.runtime().clock().millis());
    check(body, credential);
    ApplicationCredentials.of(documents, application).stream()
        .filter(other -> !other.id().equals(credential.id()))
        .filter(other -> other.trust().isSamePair(credential.trust()))
        .findAny()
        .ifPresent(other -> {
          throw GraphException.sameSubject(credential.trust());
        });
    ApplicationCredentials.save(documents, application, credential);
    return credential;
  }

  private static void check(JsonBody body, ApplicationCredential credential) {
    body.node()
        .fieldNames()
        .forEachRemaining(name -> {
          if (!PROPERTIES.contains(name) && !name.startsWith("@odata.")) {
            throw GraphException.badBody("Invalid property '" + name + "'.");
          }
        });
    if (!FederatedTrust.isValidName(credential.name())) {
      throw GraphException.invalidCredential(
          new FederatedTrust.Violation(
              "Name",
              credential.name(),
              "The name '"
                  + credential.name()
                  + "' is invalid: "
                  + FederatedTrust.NAME_RULE
                  + "."));
    }
    var trust = credential.trust();
    trust
        .violation()
        .ifPresent(violation -> {
          throw GraphException.invalidCredential(violation);
        });
    checkLength("Issuer", trust.issuer());
    checkLength("Subject", trust.subject());
    checkLength("Audiences", trust.audiences().get(0));
    checkLength("Description", credential.description());
  }

  private static void checkLength(String property, @Nullable String value) {
    if (value != null && value.length() > MAX_LENGTH) {
      throw GraphException.invalidCredential(
          new FederatedTrust.Violation(
              property,
              value,
              property
                  + " has "
                  + value.length()
                  + " characters; the maximum is "
                  + MAX_LENGTH
                  + "."));
    }
  }

  /** Returns the value of a property after a request; null removes a property. */
  private static @Nullable String changed(JsonBody body, String name, @Nullable String before) {
    return body.node().has(name) ? body.text(name).orElse(null) : before;
  }

  private static @Nullable String expression(JsonBody body, @Nullable String before) {
    if (!body.node().has(EXPRESSION)) {
      return before;
    }
    if (!body.has(EXPRESSION)) {
      return null;
    }
    var expression = body.object(EXPRESSION);
    var version = expression.integer("languageVersion").orElse(0);
    var value = expression.required("value");
    if (version != 1) {
      throw GraphException.invalidCredential(
          new FederatedTrust.Violation(
              "ClaimsMatchingExpression.LanguageVersion",
              version.toString(),
              "The languageVersion of the claimsMatchingExpression must be 1, not "
                  + version
                  + "."));
    }
    return value;
  }

  private UUID application(Documents documents, GraphRequest request) {
    return applications.apply(documents, request).objectId();
  }

  private static ApplicationCredential find(
      Documents documents, UUID application, GraphRequest request) {
    var key = ObjectKey.parse(request.argument("credential"));
    return ApplicationCredentials.find(documents, application, key.value())
        .orElseThrow(() -> GraphException.notFound(key.value()));
  }

  private static String collection(GraphRequest request) {
    return "applications('" + request.key().value() + "')/" + NAME;
  }

  private static ObjectNode json(ApplicationCredential credential) {
    var trust = credential.trust();
    var document =
        Json.object()
            .put("id", credential.id().toString())
            .put("name", credential.name())
            .put("issuer", trust.issuer())
            .put("subject", trust.subject())
            .put(DESCRIPTION, credential.description());
    trust.audiences().forEach(document.putArray("audiences")::add);
    document.set(EXPRESSION, expression(trust.expression()));
    return document;
  }

  private static @Nullable JsonNode expression(@Nullable String text) {
    return text == null ? null : Json.object().put("value", text).put("languageVersion", 1);
  }
}
