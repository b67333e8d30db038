package dev.msi4j.federation;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.json.JsonProviders;
import dev.msi4j.ApiVersion;
import dev.msi4j.CannedResponse;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.ResourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * In-memory HTTP client that simulates the federated identity credentials of
 * Microsoft.ManagedIdentity: unique issuer and subject, at most 20 credentials per identity, no
 * concurrent writes. A script can replace responses or change the state like another client between
 * two calls.
 */
final class FakeAzure implements HttpClient {
  static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

  private final Map<String, Map<String, FederatedIdentityCredential>> identities =
      new ConcurrentHashMap<>();
  private final Map<String, Object> writing = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> associatedResources = new CopyOnWriteArrayList<>();
  private volatile Script script = call -> null;

  /** Returns the response to a call; null for the regular response. */
  interface Script {
    @Nullable Answer answer(Call call);
  }

  /** A request: its method and the names in its path. */
  record Call(HttpMethod method, String identity, @Nullable String credential, String url) {
    boolean isWrite() {
      return credential != null && method != HttpMethod.GET;
    }

    boolean isPut() {
      return credential != null && method == HttpMethod.PUT;
    }
  }

  record Answer(int status, Map<String, String> headers, String body) {
    HttpResponse response(HttpRequest request) {
      return new CannedResponse(request, status, headers, BinaryData.fromString(body));
    }

    static Answer error(int status, String code, String message) {
      return error(status, code, message, Map.of());
    }

    static Answer error(int status, String code, String message, Map<String, String> headers) {
      return new Answer(
          status,
          headers,
          "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    static Answer concurrentWrite() {
      return error(
          409,
          "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity",
          "Too many Federated Identity Credentials are written concurrently.");
    }

    static Answer duplicateSubject() {
      return error(
          409,
          "Conflict",
          "Issuer and subject combination already exists for this Managed Identity.");
    }

    static Answer parentNotFound() {
      return error(404, "ParentResourceNotFound", "The parent resource was not found.");
    }

    static Answer throttled() {
      return error(429, "TooManyRequests", "Retry after 20 seconds.");
    }

    static Answer notFound() {
      return error(404, "ResourceNotFound", "It was not found.");
    }

    private static Answer ok(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  ResourceId identity(String name) {
    identities.put(name.toLowerCase(Locale.ROOT), new ConcurrentSkipListMap<>());
    return id(name);
  }

  static ResourceId id(String name) {
    return ResourceId.userAssignedIdentity(SUBSCRIPTION, "group", name);
  }

  FakeAzure script(Script script) {
    this.script = script;
    return this;
  }

  /** Returns the resources that use every identity. */
  List<String> associatedResources() {
    return associatedResources;
  }

  /** Stores a credential directly, without the script and the rules. */
  void put(ResourceId identity, String name, FederatedIdentityCredential credential) {
    credentials(identity.name()).put(name, stored(identity.name(), name, credential));
  }

  List<FederatedIdentityCredential> credentials(ResourceId identity) {
    return List.copyOf(credentials(identity.name()).values());
  }

  boolean exists(ResourceId identity) {
    return identities.containsKey(identity.name().toLowerCase(Locale.ROOT));
  }

  /** Returns the method and the resource names of each request, in order. */
  List<String> requests() {
    return requests;
  }

  List<String> writes() {
    return requests.stream().filter(request -> !request.startsWith("GET")).toList();
  }

  ManagedServiceIdentityClientBuilder client() {
    return new ManagedServiceIdentityClientBuilder()
        .credential(request ->
            Mono.just(new AccessToken("t", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))))
        .subscriptionId(SUBSCRIPTION)
        .apiVersion(ApiVersion.V2025_05_31_PREVIEW)
        .configuration(Configuration.NONE)
        .retryPolicy(
            new RetryPolicy(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)))))
        .httpClient(this);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    var call = call(request);
    requests.add(
        call.method + " " + call.identity + (call.credential == null ? "" : "/" + call.credential));
    var scripted = script.answer(call);
    return (scripted == null ? answer(call, request) : scripted).response(request);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> sendSync(request, Context.NONE));
  }

  private static Call call(HttpRequest request) {
    var path = request.getUrl().getPath().split("/", -1);
    return new Call(
        request.getHttpMethod(),
        path[8],
        path.length > 10 ? URLDecoder.decode(path[10], StandardCharsets.UTF_8) : null,
        request.getUrl().toString());
  }

  private Answer answer(Call call, HttpRequest request) {
    if (!exists(id(call.identity))) {
      return call.url.contains("federated") ? Answer.parentNotFound() : Answer.notFound();
    }
    if (call.url.contains("listAssociatedResources")) {
      return Answer.ok(
          200,
          associatedResources.stream()
              .map(id -> "{\"id\":\"" + id + "\"}")
              .collect(Collectors.joining(",", "{\"value\":[", "]}")));
    }
    if (!call.url.contains("federatedIdentityCredentials")) {
      return identity(call);
    }
    if (call.credential == null) {
      return Answer.ok(
          200,
          credentials(call.identity).values().stream()
              .map(FakeAzure::json)
              .collect(Collectors.joining(",", "{\"value\":[", "]}")));
    }
    return call.isWrite() ? writeExclusively(call, request) : read(call);
  }

  private Answer identity(Call call) {
    if (call.method == HttpMethod.DELETE) {
      identities.remove(call.identity.toLowerCase(Locale.ROOT));
      return Answer.ok(200, "");
    }
    return Answer.ok(200, "{\"id\":\"" + id(call.identity) + "\",\"location\":\"here\"}");
  }

  private Answer read(Call call) {
    var found = credentials(call.identity).get(call.credential);
    return found == null ? Answer.notFound() : Answer.ok(200, json(found));
  }

  /** Rejects a write while another write to the same identity is in progress. */
  private Answer writeExclusively(Call call, HttpRequest request) {
    var key = call.identity.toLowerCase(Locale.ROOT);
    if (writing.putIfAbsent(key, call) != null) {
      return Answer.concurrentWrite();
    }
    try {
      Thread.onSpinWait();
      return write(call, request);
    } finally {
      writing.remove(key);
    }
  }

  private Answer write(Call call, HttpRequest request) {
    var all = credentials(call.identity);
    var name = Objects.requireNonNull(call.credential);
    if (call.method == HttpMethod.DELETE) {
      return Answer.ok(all.remove(name) == null ? 204 : 200, "");
    }
    var sent = credential(request);
    var isTaken =
        all.values().stream()
            .filter(each -> !name.equalsIgnoreCase(each.name()))
            .anyMatch(each -> TrustKey.of(each).equals(TrustKey.of(sent)));
    if (isTaken) {
      return Answer.duplicateSubject();
    }
    var isNew = !all.containsKey(name);
    if (isNew && all.size() >= Capacity.LIMIT) {
      return Answer.error(400, "BadRequest", "An identity has at most 20 credentials.");
    }
    var stored = stored(call.identity, name, sent);
    all.put(name, stored);
    return Answer.ok(isNew ? 201 : 200, json(stored));
  }

  private Map<String, FederatedIdentityCredential> credentials(String identity) {
    return Objects.requireNonNull(identities.get(identity.toLowerCase(Locale.ROOT)), identity);
  }

  /**
   * Returns the credential as stored by Azure, with lower-case {@code resourcegroups} in the id.
   */
  private static FederatedIdentityCredential stored(
      String identity, String name, FederatedIdentityCredential sent) {
    var id =
        (id(identity) + "/federatedIdentityCredentials/" + name)
            .replace("/resourceGroups/", "/resourcegroups/");
    return parse(
        "{\"id\":\"" + id + "\",\"name\":\"" + name + "\"," + json(sent).replaceFirst("\\{", ""));
  }

  private static FederatedIdentityCredential credential(HttpRequest request) {
    return parse(request.getBodyAsBinaryData().toString());
  }

  static FederatedIdentityCredential parse(String json) {
    try (var reader = JsonProviders.createReader(json)) {
      return FederatedIdentityCredential.fromJson(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String json(FederatedIdentityCredential credential) {
    try {
      return credential.toJsonString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<FederatedIdentityCredential> credentials(int count) {
    var all = new ArrayList<FederatedIdentityCredential>();
    for (int i = 0; i < count; i++) {
      all.add(credential("subject-" + i));
    }
    return all;
  }

  static FederatedIdentityCredential credential(String subject) {
    return FederatedIdentityCredential.builder()
        .issuer("https://issuer.example.com")
        .subject(subject)
        .audiences("api://AzureADTokenExchange")
        .build();
  }
}
