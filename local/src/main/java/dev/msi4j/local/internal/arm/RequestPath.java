package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;

/** Checks the path of a request before the look-up of its operation. */
final class RequestPath {
  private RequestPath() {}

  /**
   * Rejects ambiguous paths, and subscription ids that are not GUIDs.
   *
   * @throws ArmException if the path is invalid
   */
  static void check(Request request) {
    var segments = request.segments();
    if (segments.size() > 1 && CaseFolding.of(segments.get(0)).equals("subscriptions")) {
      checkSubscription(segments.get(1));
    }
    if (isResourcePath(segments)) {
      segments.forEach(segment -> checkSegment(request, segment));
    }
  }

  /**
   * Rejects empty segments inside a path. Leading ones are accepted: official clients join an
   * endpoint that ends in a slash and a scope that starts with one.
   */
  static void checkEmptySegments(Request request) {
    var path = request.path();
    var begin = 0;
    while (begin < path.length() && path.charAt(begin) == '/') {
      begin++;
    }
    if (path.indexOf("//", begin) >= 0) {
      throw ArmErrors.badRequest("The path '" + path + "' is invalid: it has an empty segment.");
    }
  }

  private static void checkSubscription(String id) {
    if (Guids.parse(id).isEmpty()) {
      throw ArmErrors.invalidSubscriptionId(id);
    }
  }

  /** Returns whether the path is in a subscription or at tenant level. */
  private static boolean isResourcePath(List<String> segments) {
    var path = new ResourcePath(segments);
    return path.isInSubscription() || path.isOfTenant();
  }

  /** Returns whether a segment, once decoded, can change the meaning of the path. */
  static boolean isAmbiguous(String segment) {
    return segment.isEmpty()
        || segment.equals(".")
        || segment.equals("..")
        || segment.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }

  private static void checkSegment(Request request, String segment) {
    if (isAmbiguous(segment)) {
      throw ArmErrors.badRequest(
          "The path '"
              + request.path()
              + "' is invalid: a segment must not be '.' or '..', and must not contain a slash, a"
              + " backslash or a control character.");
    }
  }
}
