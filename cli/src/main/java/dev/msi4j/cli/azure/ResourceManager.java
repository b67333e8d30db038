package dev.msi4j.cli.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.core.util.DateTimeRfc1123;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to any resource type of Resource Manager: the client's pipeline, JSON as maps,
 * paging, and the polling of long-running operations. Thread-safe.
 *
 * <p>A path is a resource id or a collection, such as {@code
 * /subscriptions/ID/resourceGroups/shop}. Characters that a URL path does not allow are encoded.
 * Each method throws a {@link ResourceManagerException} if the service rejects the request.
 */
public final class ResourceManager {
  /** The API version of resource groups. */
  public static final String GROUPS_VERSION = "2021-04-01";

  /** The API version of subscriptions and their locations. */
  public static final String SUBSCRIPTIONS_VERSION = "2022-12-01";

  private static final Duration MAX_REPLICATION_DELAY = Duration.ofSeconds(8);

  private final ManagedServiceIdentityClient client;
  private final Consumer<Duration> sleep;

  private ResourceManager(ManagedServiceIdentityClient client, Consumer<Duration> sleep) {
    this.client = client;
    this.sleep = sleep;
  }

  /** Returns a Resource Manager that sends through the pipeline of a client. */
  public static ResourceManager of(ManagedServiceIdentityClient client) {
    return new ResourceManager(client, ResourceManager::sleep);
  }

  /**
   * Returns a Resource Manager with another wait between two polls.
   *
   * @param sleep waits for a duration
   */
  static ResourceManager of(ManagedServiceIdentityClient client, Consumer<Duration> sleep) {
    return new ResourceManager(client, sleep);
  }

  /** Returns the id of the selected subscription. */
  public String subscriptionId() {
    return client.subscriptionId();
  }

  /** Returns the path of the selected subscription. */
  public String subscription() {
    return "/subscriptions/" + subscriptionId();
  }

  /** Returns the path of a resource group of the selected subscription. */
  public String resourceGroup(String name) {
    return subscription() + "/resourceGroups/" + name;
  }

  /**
   * Returns the time of the service, which for a local Azure is the time of its clock; empty if the
   * service does not send it (RFC 9110, section 6.6.1).
   */
  public Optional<Instant> time() {
    var url = url(subscription(), SUBSCRIPTIONS_VERSION);
    // Every response has the time, that of an error too.
    try (var response = client.sendRequest(HttpMethod.GET, url, null, Context.NONE)) {
      var date = response.getHeaderValue(HttpHeaderName.DATE);
      return date == null
          ? Optional.empty()
          : Optional.of(new DateTimeRfc1123(date).getDateTime().toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Reads a resource. */
  public Resource get(String path, String apiVersion) {
    return read(url(path, apiVersion));
  }

  /** Reads a resource; empty if it does not exist. */
  public Optional<Resource> find(String path, String apiVersion) {
    try {
      return Optional.of(get(path, apiVersion));
    } catch (ResourceManagerException e) {
      if (e.isNotFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Reads all pages of a collection. */
  public List<Resource> list(String path, String apiVersion) {
    return pages(url(path, apiVersion));
  }

  /**
   * Reads all pages of a filtered collection.
   *
   * @param filter an OData filter, such as {@code tagName eq 'team'}
   */
  public List<Resource> list(String path, String apiVersion, String filter) {
    return pages(url(path, apiVersion) + "&$filter=" + encoded(filter));
  }

  /** Creates or replaces a resource, and returns it when it is provisioned. */
  public Resource put(String path, String apiVersion, Map<String, Object> body) {
    return start(HttpMethod.PUT, path, apiVersion, body).await();
  }

  /**
   * Creates a resource that refers to a new one. Repeats the request while the service rejects it
   * because the other resource is not replicated.
   *
   * @param code the error code of the rejection, such as {@code PrincipalNotFound}
   * @param wait the longest wait until the other resource is replicated
   */
  public Resource putWhenReplicated(
      String path, String apiVersion, Map<String, Object> body, String code, Duration wait) {
    var waited = Duration.ZERO;
    var delay = Duration.ofSeconds(1);
    while (true) {
      try {
        return put(path, apiVersion, body);
      } catch (ResourceManagerException e) {
        waited = waited.plus(delay);
        if (!e.code().equals(code) || waited.compareTo(wait) > 0) {
          throw e;
        }
      }
      pause(delay);
      delay = delay.compareTo(MAX_REPLICATION_DELAY) < 0 ? delay.multipliedBy(2) : delay;
    }
  }

  /** Changes a resource, and returns it when the change is complete. */
  public Resource patch(String path, String apiVersion, Map<String, Object> body) {
    return start(HttpMethod.PATCH, path, apiVersion, body).await();
  }

  /** Runs an action, and returns its result when it is complete. */
  public Resource post(String path, String apiVersion, Map<String, Object> body) {
    return start(HttpMethod.POST, path, apiVersion, body).await();
  }

  /** Deletes a resource, waits until it is deleted, and returns whether it existed. */
  public boolean delete(String path, String apiVersion) {
    try {
      var deletion = start(HttpMethod.DELETE, path, apiVersion, null);
      var unused = deletion.await();
      return deletion.status() != 204;
    } catch (ResourceManagerException e) {
      if (e.isNotFound()) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Starts an operation without waiting for its end.
   *
   * @param body the request body; null for none
   */
  public LongRunningOperation start(
      HttpMethod method, String path, String apiVersion, @Nullable Map<String, Object> body) {
    var url = url(path, apiVersion);
    try (var response = send(method, url, body)) {
      return LongRunningOperation.of(this, method, url, response);
    }
  }

  /** Reads the resource of a URL. */
  Resource read(String url) {
    try (var response = send(HttpMethod.GET, url, null)) {
      return body(response);
    }
  }

  /**
   * Sends a request.
   *
   * @return the response with a success status, to be closed
   */
  HttpResponse send(HttpMethod method, String url, @Nullable Map<String, Object> body) {
    var json = body == null ? null : BinaryData.fromString(JsonText.write(body));
    var response = client.sendRequest(method, url, json, Context.NONE);
    if (response.getStatusCode() >= 300) {
      try (response) {
        throw ResourceManagerException.of(response);
      }
    }
    return response;
  }

  /** Returns the body of a response; without members if it is empty. */
  static Resource body(HttpResponse response) {
    var bytes = bytes(response);
    return Resource.of(bytes.length == 0 ? Map.of() : JsonText.readObject(bytes));
  }

  static byte[] bytes(HttpResponse response) {
    var body = response.getBodyAsBinaryData();
    return body == null ? new byte[0] : body.toBytes();
  }

  void pause(Duration duration) {
    sleep.accept(duration);
  }

  private List<Resource> pages(String first) {
    var items = new ArrayList<Resource>();
    var links = new HashSet<String>();
    for (var next = first; next != null && !next.isEmpty(); ) {
      if (!links.add(next)) {
        throw new CommandException("the server returned a cyclic nextLink: " + next);
      }
      var page = read(next);
      items.addAll(page.objects("value"));
      next = page.text("nextLink");
    }
    return items;
  }

  private static String url(String path, String apiVersion) {
    var segments =
        Arrays.stream(path.split("/", -1))
            .map(ResourceManager::encoded)
            .collect(Collectors.joining("/"));
    return segments + "?api-version=" + encoded(apiVersion);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for Azure", e);
    }
  }
}
