package dev.msi4j;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The registration of a resource provider in a subscription: the requests for it and their
 * responses.
 *
 * <p>Source: "Resource provider registration errors" (learn.microsoft.com).
 */
record ProviderRegistration(String providerUrl) {
  private static final String API_VERSION = "?api-version=2021-04-01";
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("(?i)(https?://[^?]*?/subscriptions/[^/?]+)(?=[/?]|$)");
  private static final Pattern IN_MESSAGE =
      Pattern.compile("'([A-Za-z0-9]++(?:\\.[A-Za-z0-9]++)++)'");
  private static final Pattern IN_PATH = Pattern.compile("(?i).*/providers/([^/?]+)");

  /**
   * Returns the registration that a failed request needs; null if the request failed for another
   * reason.
   */
  static @Nullable ProviderRegistration neededBy(HttpRequest request, BufferedResponse failure) {
    ArmErrorDetail error = ArmErrorDetail.find(failure.body());
    if (error == null || !"MissingSubscriptionRegistration".equals(error.code())) {
      return null;
    }
    String url = request.getUrl().toString();
    Matcher subscription = SUBSCRIPTION.matcher(url);
    String namespace = namespace(error, url);
    return subscription.lookingAt() && namespace != null
        ? new ProviderRegistration(subscription.group(1) + "/providers/" + namespace)
        : null;
  }

  private static @Nullable String namespace(ArmErrorDetail error, String url) {
    Matcher named = IN_MESSAGE.matcher(error.message() == null ? "" : error.message());
    if (named.find()) {
      return named.group(1);
    }
    Matcher inPath = IN_PATH.matcher(url);
    return inPath.lookingAt() ? inPath.group(1) : null;
  }

  HttpRequest register() {
    return request(HttpMethod.POST, providerUrl + "/register" + API_VERSION);
  }

  HttpRequest poll() {
    return request(HttpMethod.GET, providerUrl + API_VERSION);
  }

  private static HttpRequest request(HttpMethod method, String url) {
    return withNewRequestId(
        new HttpRequest(method, url).setHeader(HttpHeaderName.ACCEPT, "application/json"));
  }

  /**
   * Sets a new client request id, since the policy that sets it runs once for all these requests.
   */
  static HttpRequest withNewRequestId(HttpRequest request) {
    return request.setHeader(HttpHeaderName.X_MS_CLIENT_REQUEST_ID, UUID.randomUUID().toString());
  }

  /** Returns whether the response to either request reports the state Registered. */
  static boolean isRegistered(BufferedResponse response) {
    var state = new State();
    try {
      Json.document(
          JsonProviders.createReader(response.body()),
          json -> {
            Json.members(json, state::read);
            return state;
          });
    } catch (IOException e) {
      // An unreadable response counts as not registered; the next poll decides.
      return false;
    }
    return "Registered".equalsIgnoreCase(state.registration);
  }

  private static final class State {
    private @Nullable String registration;

    void read(String member, JsonReader json) throws IOException {
      if (member.equals("registrationState")) {
        registration = Json.text(json);
      } else {
        json.skipChildren();
      }
    }
  }
}
