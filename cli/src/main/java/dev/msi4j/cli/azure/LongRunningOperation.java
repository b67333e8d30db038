package dev.msi4j.cli.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An operation that Resource Manager may complete after its response. The state is in the document
 * of the {@code Azure-AsyncOperation} header, else in the status of the {@code Location} header,
 * else in the provisioning state of the resource. Source: "Track asynchronous Azure operations",
 * https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
public final class LongRunningOperation {
  private static final HttpHeaderName STATUS_URL =
      HttpHeaderName.fromString("Azure-AsyncOperation");
  private static final String SUCCEEDED = "Succeeded";
  private static final Set<String> FAILED = Set.of("Failed", "Canceled");
  private static final Duration DEFAULT_DELAY = Duration.ofSeconds(2);

  private final ResourceManager resourceManager;
  private final HttpMethod method;
  private final String url;
  private final int status;
  private final Resource response;
  private final @Nullable String statusUrl;
  private final @Nullable String location;
  private final Duration delay;

  private LongRunningOperation(
      ResourceManager resourceManager, HttpMethod method, String url, HttpResponse response) {
    this.resourceManager = resourceManager;
    this.method = method;
    this.url = url;
    this.status = response.getStatusCode();
    this.response = ResourceManager.body(response);
    this.statusUrl = response.getHeaderValue(STATUS_URL);
    this.location = response.getHeaderValue(HttpHeaderName.LOCATION);
    this.delay = delay(response);
  }

  static LongRunningOperation of(
      ResourceManager resourceManager, HttpMethod method, String url, HttpResponse response) {
    return new LongRunningOperation(resourceManager, method, url, response);
  }

  /** Returns the status code of the first response. */
  public int status() {
    return status;
  }

  /** Returns the body of the first response; without members if it is empty. */
  public Resource response() {
    return response;
  }

  /**
   * Waits until the operation is complete, and returns the resource or the result; without members
   * if there is none.
   *
   * @throws ResourceManagerException if the operation fails
   */
  public Resource await() {
    if (statusUrl != null) {
      awaitStatusDocument(statusUrl);
      return result();
    }
    if (location != null && status == 202) {
      return awaitLocation(location);
    }
    return isResource() && isRunning(response) ? awaitResource() : response;
  }

  private void awaitStatusDocument(String document) {
    var wait = delay;
    while (true) {
      resourceManager.pause(wait);
      try (var poll = resourceManager.send(HttpMethod.GET, document, null)) {
        var body = ResourceManager.body(poll);
        var state = body.textOr(SUCCEEDED, "status");
        if (FAILED.contains(state)) {
          throw ResourceManagerException.ofOperation(state, body.members(), poll);
        }
        if (state.equals(SUCCEEDED)) {
          return;
        }
        wait = delay(poll);
      }
    }
  }

  /** Returns the result of an operation that has succeeded. */
  private Resource result() {
    if (isResource()) {
      return resourceManager.read(url);
    }
    return location != null && method == HttpMethod.POST
        ? resourceManager.read(location)
        : response;
  }

  private Resource awaitLocation(String first) {
    var next = first;
    var wait = delay;
    while (true) {
      resourceManager.pause(wait);
      try (var poll = resourceManager.send(HttpMethod.GET, next, null)) {
        if (poll.getStatusCode() != 202) {
          return isResource() ? resourceManager.read(url) : ResourceManager.body(poll);
        }
        var moved = poll.getHeaderValue(HttpHeaderName.LOCATION);
        next = moved == null ? next : moved;
        wait = delay(poll);
      }
    }
  }

  private Resource awaitResource() {
    var wait = delay;
    while (true) {
      resourceManager.pause(wait);
      try (var poll = resourceManager.send(HttpMethod.GET, url, null)) {
        var resource = ResourceManager.body(poll);
        if (!isRunning(resource)) {
          var state = provisioningState(resource);
          if (FAILED.contains(state)) {
            throw ResourceManagerException.ofOperation(state, resource.members(), poll);
          }
          return resource;
        }
        wait = delay(poll);
      }
    }
  }

  private boolean isResource() {
    return method == HttpMethod.PUT || method == HttpMethod.PATCH;
  }

  private static boolean isRunning(Resource resource) {
    var state = provisioningState(resource);
    return !state.equals(SUCCEEDED) && !FAILED.contains(state);
  }

  private static String provisioningState(Resource resource) {
    return resource.textOr(SUCCEEDED, "properties", "provisioningState");
  }

  /** Returns the delay that a response asks for, in whole seconds. */
  private static Duration delay(HttpResponse response) {
    var seconds = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    return seconds != null && seconds.matches("\\d{1,4}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : DEFAULT_DELAY;
  }
}
