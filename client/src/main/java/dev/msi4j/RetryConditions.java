package dev.msi4j;

import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Decides which failures are retried: throttling, transient server errors and broken connections. A
 * response that violates HTTP is not retried: the server has processed the request, and a second
 * response would be no better.
 *
 * <p>Source of the statuses: "Azure SDK General Guidelines: Azure Core", retry policy
 * (azure.github.io/azure-sdk/general_azurecore.html).
 */
final class RetryConditions {
  private static final Set<Integer> STATUSES = Set.of(408, 429, 500, 502, 503, 504);

  private RetryConditions() {}

  /** Returns the options with this condition, or unchanged if they have a condition. */
  static RetryOptions withDefaultCondition(RetryOptions options) {
    if (options.getShouldRetryCondition() != null) {
      return options;
    }
    ExponentialBackoffOptions exponential = options.getExponentialBackoffOptions();
    var copy =
        exponential == null
            ? new RetryOptions(options.getFixedDelayOptions())
            : new RetryOptions(exponential);
    return copy.setShouldRetryCondition(RetryConditions::test);
  }

  static boolean test(RequestRetryCondition outcome) {
    HttpResponse response = outcome.getResponse();
    return response != null
        ? STATUSES.contains(response.getStatusCode())
        : isBrokenConnection(outcome.getThrowable());
  }

  private static boolean isBrokenConnection(@Nullable Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ProtocolException) {
        return false;
      }
    }
    return failure instanceof IOException || failure instanceof TimeoutException;
  }
}
