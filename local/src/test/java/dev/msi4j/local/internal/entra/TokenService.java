package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.entra.keys.HttpsJsonFetcher;
import dev.msi4j.local.internal.entra.keys.IssuerKeys;
import dev.msi4j.local.internal.entra.keys.OidcDiscovery;
import dev.msi4j.local.internal.entra.keys.OutboundAddressPolicy;
import dev.msi4j.local.internal.entra.keys.TrustedAuthorities;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.ErrorResponseException;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A token service with one application; requests go through its routes. */
public final class TokenService implements AutoCloseable {
  static final String ORIGIN = "https://localhost:8443";
  static final UUID TENANT = UUID.fromString("11111111-2222-3333-4444-555555555555");
  static final String ARM = "https://management.azure.com";
  static final String SECRET = "a+b&c=d%~ä:long enough";

  /** An API of the user that takes v2.0 tokens, and its application id. */
  static final String V2_API = "api://orders";

  static final UUID V2_API_ID = UUID.fromString("99999999-2222-3333-4444-555555555555");

  private static final List<DeclaredResource> DECLARED =
      List.of(DeclaredResource.v1("api://app"), new DeclaredResource(V2_API, V2_API_ID));

  /** Shared, because generating a key takes longer than a test. */
  private static final RSAKey KEY = SigningKeyGenerator.create(Instant.EPOCH);

  final TestClock clock = new TestClock();
  final Store store;
  final Directory directory = new Directory(TENANT, clock, UUID::randomUUID);
  final Entra entra;
  final Principal application;
  private final Router<Route> routes = new Router<>();

  TokenService() {
    this(TestStores.fresh());
  }

  TokenService(Store store) {
    this.store = store;
    store.change(documents ->
        documents.insert("signing-key", "000000000000000/" + KEY.getKeyID(), SigningKey.json(KEY)));
    entra = entra(directory, store, clock);
    entra.declare(routes);
    application =
        store.write(documents -> {
          var created =
              directory.create(documents, Principal.Kind.APPLICATION, "application", null);
          directory.addSecret(documents, created.appId(), SECRET);
          return created;
        });
  }

  /** Creates the token service of a directory. */
  static Entra entra(Directory directory, Store store, Clock clock) {
    var origins = new ServerOrigins();
    origins.set(List.of(ORIGIN));
    return new Entra(
        directory,
        new ServerRuntime(store, clock, UUID::randomUUID),
        new SigningKeys(store, clock),
        noIssuerTrusted(clock),
        new KnownResources(DECLARED, origins, directory, store),
        origins,
        new FaultInjector(clock));
  }

  /** Returns dependencies without credentials, so that no issuer is contacted. */
  public static AssertionDependencies noIssuerTrusted(Clock clock) {
    var https =
        new HttpsJsonFetcher(
            TrustedAuthorities.with(List.of()), OutboundAddressPolicy.of("0.0.0.0"));
    return new AssertionDependencies(
        (documents, client) -> List.of(),
        new IssuerKeys(issuer -> Optional.empty(), new OidcDiscovery(https), clock),
        new ReplicationDelay(Duration.ZERO, clock));
  }

  Principal managedIdentity(String resourceId) {
    return store.write(documents ->
        directory.create(documents, Principal.Kind.MANAGED_IDENTITY, "identity", resourceId));
  }

  /** Returns the form of a valid token request for Resource Manager. */
  Map<String, String> form() {
    return new TreeMap<>(
        Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            application.appId().toString(),
            "client_secret",
            SECRET,
            "scope",
            ARM + "/.default"));
  }

  /** Returns the form with changed parameters; an empty value removes a parameter. */
  Map<String, String> form(String... changes) {
    var form = form();
    for (var i = 0; i < changes.length; i += 2) {
      form.put(changes[i], changes[i + 1]);
    }
    form.values().removeIf(String::isEmpty);
    return form;
  }

  String token() {
    return text(json(postV2(form())), "access_token");
  }

  Response postV2(Map<String, String> form) {
    return post("/" + TENANT + "/oauth2/v2.0/token", form);
  }

  Response post(String path, Map<String, String> form) {
    return post(path, form, Headers.NONE);
  }

  Response post(String path, Map<String, String> form, Headers headers) {
    var text =
        form.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    var body = Body.of(text.getBytes(StandardCharsets.UTF_8));
    return send(new Request("POST", ORIGIN, path, Query.NONE, headers, body));
  }

  Response get(String path) {
    return send(Request.of("GET", ORIGIN, path));
  }

  Response get(String path, String query) {
    return send(new Request("GET", ORIGIN, path, Query.parse(query), Headers.NONE, Body.NONE));
  }

  private Response send(Request request) {
    var match = routes.find(request.method(), request.segments()).orElseThrow();
    try {
      return match.value().handle(request, match.arguments());
    } catch (ErrorResponseException errorResponseException) {
      return errorResponseException.response(request.origin());
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static JsonNode json(Response response) {
    try {
      return response.body().json();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String text(JsonNode document, String name) {
    return document.path(name).asText();
  }

  static JWTClaimsSet claims(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
