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
 * Which failures a request is sent again after: too many requests, a server's passing trouble, a
 * connection that broke. A response that came and broke HTTP's own rules is none of them: the
 * request has been carried out, and a second answer would read no better.
 */
final class RetryConditions {
  private static final Set<Integer> STATUSES = Set.of(408, 429, 500, 502, 503, 504);

  private RetryConditions() {}

  /** Returns the options with this condition, or as they are if they have one of their own. */
  static RetryOptions unlessSaid(RetryOptions options) {
    if (options.getShouldRetryCondition() != null) {
      return options;
    }
    ExponentialBackoffOptions growing = options.getExponentialBackoffOptions();
    var own =
        growing == null
            ? new RetryOptions(options.getFixedDelayOptions())
            : new RetryOptions(growing);
    return own.setShouldRetryCondition(RetryConditions::test);
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
