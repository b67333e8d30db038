package dev.msi4j.samples;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creates and deletes a resource group with {@code sendRequest}, which sends requests for which the
 * client has no operation.
 */
final class ResourceGroup {
  private static final String GROUPS_VERSION = "?api-version=2021-04-01";
  private static final String COMPUTE_VERSION = "?api-version=2024-11-01";
  private static final int ACCEPTED = 202;
  private static final int NOT_FOUND = 404;
  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private final ManagedServiceIdentityClient client;
  private final ResourceId id;
  private final String location;

  ResourceGroup(ManagedServiceIdentityClient client, String name, String location) {
    this.client = client;
    this.id = ResourceId.resourceGroup(client.subscriptionId(), name);
    this.location = location;
  }

  // @start region=sendRequest
  void create() {
    var body = BinaryData.fromObject(Map.of("location", location));
    put(id + GROUPS_VERSION, body);
  }

  private void put(String url, BinaryData body) {
    try (var response = client.sendRequest(HttpMethod.PUT, url, body, Context.NONE)) {
      check(response);
    }
  }

  private static void check(HttpResponse response) {
    if (response.getStatusCode() >= 300) {
      throw new HttpResponseException(response.getBodyAsBinaryData().toString(), response);
    }
  }

  // @end

  /** Creates a virtual machine with a system-assigned identity and returns its id. */
  ResourceId createVirtualMachine(String name) {
    var machine = ResourceId.parse(id + "/providers/Microsoft.Compute/virtualMachines/" + name);
    var body =
        Map.of(
            "location", location,
            "identity", Map.of("type", "SystemAssigned"),
            "properties", Map.of("hardwareProfile", Map.of("vmSize", "Standard_B1s")));
    put(machine + COMPUTE_VERSION, BinaryData.fromObject(body));
    return machine;
  }

  // @start region=delete
  /** Deletes the group and its resources, waits for the end, and returns whether it existed. */
  boolean delete() {
    String poll;
    Duration pause;
    try (var response =
        client.sendRequest(HttpMethod.DELETE, id + GROUPS_VERSION, null, Context.NONE)) {
      if (response.getStatusCode() == NOT_FOUND) {
        return false;
      }
      check(response);
      poll = pollAt(response);
      pause = retryAfter(response);
    }
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (poll != null) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(id + " is still being deleted after " + TIMEOUT);
      }
      Retry.sleep(pause);
      try (var response = client.sendRequest(HttpMethod.GET, poll, null, Context.NONE)) {
        check(response);
        poll = pollAt(response);
        pause = retryAfter(response);
      }
    }
    return true;
  }

  /** Returns the URL to poll; null when the operation has completed. */
  private static @Nullable String pollAt(HttpResponse response) {
    return response.getStatusCode() == ACCEPTED
        ? response.getHeaderValue(HttpHeaderName.LOCATION)
        : null;
  }

  // @end

  private static Duration retryAfter(HttpResponse response) {
    String seconds = response.getHeaderValue(HttpHeaderName.RETRY_AFTER);
    return Duration.ofSeconds(seconds == null ? 1 : Long.parseLong(seconds));
  }
}
