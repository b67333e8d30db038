package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a request to a resource.
 *
 * @param status the HTTP status
 * @param error the error document of a failed request, or null
 * @param pollPath the path and query of the next poll, or null if the request is complete
 */
record ResourceOutcome(int status, @Nullable JsonNode error, @Nullable String pollPath) {
  static ResourceOutcome succeeded(int status) {
    return new ResourceOutcome(status, null, null);
  }

  static ResourceOutcome failed(int status, JsonNode error) {
    return new ResourceOutcome(status, error, null);
  }

  static ResourceOutcome pending(int status, String pollPath) {
    return new ResourceOutcome(status, null, pollPath);
  }

  String state() {
    if (error != null) {
      return DeploymentRow.FAILED;
    }
    return pollPath == null ? DeploymentRow.SUCCEEDED : DeploymentRow.RUNNING;
  }
}
