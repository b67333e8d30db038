package dev.msi4j.local.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.Authentication;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The endpoints of the issuers. Their discovery documents and keys are public. Only the owner of
 * this server can manage issuers and request their tokens, since a token is a secret.
 */
public final class IssuerRoutes {
  private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(10);

  private final Issuers issuers;
  private final Authentication authentication;
  private final UUID owner;

  /**
   * @param owner the application id of the account that manages the issuers
   */
  public IssuerRoutes(Issuers issuers, Authentication authentication, UUID owner) {
    this.issuers = issuers;
    this.authentication = authentication;
    this.owner = owner;
  }

  /** Adds the routes of the issuers. */
  public void declare(Router<Route> routes) {
    routes.add("GET", "/issuers/{name}/.well-known/openid-configuration", this::configuration);
    routes.add("GET", "/issuers/{name}/jwks", this::keys);
    routes.add("GET", "/issuers", owned((request, arguments) -> list()));
    routes.add("PUT", "/issuers/{name}", owned(this::create));
    routes.add("DELETE", "/issuers/{name}", owned(this::delete));
    routes.add("POST", "/issuers/{name}/rotate", owned(this::rotate));
    routes.add("POST", "/issuers/{name}/token", owned(this::token));
  }

  private Response configuration(Request request, Map<String, String> arguments) {
    var issuer = issuers.published(name(arguments));
    var document =
        Json.object()
            .put("issuer", issuer.url())
            .put("jwks_uri", Issuers.url(request.origin(), issuer.name()) + "/jwks");
    document.putArray("response_types_supported").add("id_token");
    document.putArray("subject_types_supported").add("public");
    document.putArray("id_token_signing_alg_values_supported").add("RS256");
    return Response.json(200, document).with("Cache-Control", "max-age=60");
  }

  private Response keys(Request request, Map<String, String> arguments) {
    return Response.json(200, issuers.published(name(arguments)).publicSet())
        .with("Cache-Control", "max-age=60");
  }

  private Route owned(Route route) {
    return (request, arguments) -> {
      if (!authentication.authenticate(request).appId().equals(owner)) {
        throw IssuerException.notTheOwner();
      }
      return route.handle(request, arguments).with("Cache-Control", "no-store");
    };
  }

  private Response list() {
    var document = Json.object();
    var value = document.putArray("value");
    issuers.list().forEach(issuer -> value.add(json(issuer)));
    return Response.json(200, document);
  }

  private Response create(Request request, Map<String, String> arguments) {
    var name = name(arguments);
    var defaultUrl = Issuers.url(request.origin(), name);
    var url = body(request).text("url").orElse(defaultUrl);
    return Response.json(200, json(issuers.create(name, url)));
  }

  private Response delete(Request request, Map<String, String> arguments) {
    issuers.delete(name(arguments));
    return Response.empty(204);
  }

  private Response rotate(Request request, Map<String, String> arguments) {
    issuers.rotate(name(arguments));
    return Response.empty(204);
  }

  private Response token(Request request, Map<String, String> arguments) {
    var body = body(request);
    var claims = new LinkedHashMap<String, JsonNode>();
    body.object("claims")
        .node()
        .properties()
        .forEach(claim -> claims.put(claim.getKey(), claim.getValue()));
    var lifetime = body.integer("lifetime").map(Duration::ofSeconds).orElse(DEFAULT_LIFETIME);
    var token = issuers.token(name(arguments), claims, lifetime);
    return Response.json(200, Json.object().put("token", token));
  }

  private static JsonBody body(Request request) {
    return JsonBody.of(request.body(), IssuerException.BODY);
  }

  private static ObjectNode json(Issuers.Issuer issuer) {
    return Json.object().put("name", issuer.name()).put("url", issuer.url());
  }

  private static String name(Map<String, String> arguments) {
    return arguments.getOrDefault("name", "");
  }
}
