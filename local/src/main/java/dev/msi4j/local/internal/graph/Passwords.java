package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.ClientSecret;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Adds and removes the passwords of applications and of service principals, which are the client
 * secrets of the application (learn.microsoft.com, "application: addPassword").
 */
final class Passwords {
  /** The validity of a password without an end. */
  private static final Duration VALIDITY = Duration.ofDays(730);

  private final GraphContext context;

  Passwords(GraphContext context) {
    this.context = context;
  }

  /**
   * Adds the routes of a kind of objects with passwords.
   *
   * @param item the path of an object
   * @param appId returns the application id of the addressed object
   */
  void declare(GraphRoutes routes, String item, BiFunction<Documents, GraphRequest, UUID> appId) {
    routes.write("POST", item + "/addPassword", request -> add(request, appId));
    routes.write("POST", item + "/removePassword", request -> remove(request, appId));
  }

  /** Returns the descriptions of the passwords of an application. */
  ArrayNode json(Documents documents, UUID appId) {
    var passwords = Json.array();
    context
        .directory()
        .secrets(documents, appId)
        .forEach(secret -> passwords.add(json(secret, null)));
    return passwords;
  }

  private Response add(GraphRequest request, BiFunction<Documents, GraphRequest, UUID> appId) {
    var body = request.body().object("passwordCredential");
    var now = context.runtime().clock().instant();
    var startsAt = time(body, "startDateTime").orElse(now);
    var endsAt = time(body, "endDateTime").orElse(startsAt.plus(VALIDITY));
    if (!endsAt.isAfter(startsAt)) {
      throw GraphException.badBody(
          "passwordCredential.endDateTime '"
              + endsAt
              + "' must be after the startDateTime '"
              + startsAt
              + "'.");
    }
    var added =
        context
            .store()
            .write(documents ->
                context
                    .directory()
                    .newSecret(
                        documents,
                        appId.apply(documents, request),
                        body.text("displayName").orElse(null),
                        startsAt,
                        endsAt));
    return GraphResponses.one(
        request, 200, "passwordCredential", json(added.description(), added.secret()));
  }

  private Response remove(GraphRequest request, BiFunction<Documents, GraphRequest, UUID> appId) {
    var text = request.body().required("keyId");
    boolean removed =
        context
            .store()
            .write(documents -> {
              var application = appId.apply(documents, request);
              return Guids.parse(text)
                  .filter(keyId -> context.directory().removeSecret(documents, application, keyId))
                  .isPresent();
            });
    if (!removed) {
      throw GraphException.badBody("No password credential found with keyId '" + text + "'.");
    }
    return GraphResponses.changed();
  }

  private static Optional<Instant> time(JsonBody body, String name) {
    return body.text(name)
        .map(text -> {
          try {
            return OffsetDateTime.parse(text).toInstant();
          } catch (DateTimeException e) {
            throw GraphException.badBody(
                body.path() + "." + name + " is '" + text + "': it must be a time in ISO 8601.");
          }
        });
  }

  private static ObjectNode json(ClientSecret secret, @Nullable String text) {
    return Json.object()
        .putNull("customKeyIdentifier")
        .put("displayName", secret.displayName())
        .put("endDateTime", iso(secret.endsAt()))
        .put("hint", secret.hint())
        .put("keyId", secret.keyId().toString())
        .put("secretText", text)
        .put("startDateTime", iso(secret.startsAt()));
  }

  private static @Nullable String iso(@Nullable Long time) {
    return time == null ? null : Instant.ofEpochMilli(time).toString();
  }
}
