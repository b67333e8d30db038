package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.text.ConstantTime;

/**
 * Validates requests to token endpoints. Holds the checks that several hosting environments share.
 */
final class RequestChecks {
  private RequestChecks() {}

  static void method(Request request, String method) {
    if (!request.method().equals(method)) {
      throw HostErrors.methodNotAllowed(request.method());
    }
  }

  /** Requires the header {@code Metadata: true}, which a web page cannot send to another origin. */
  static void metadataHeader(Request request) {
    if (!request.headers().first("Metadata").orElse("").equalsIgnoreCase("true")) {
      throw HostErrors.metadataHeaderRequired();
    }
  }

  /** Rejects requests that a proxy has forwarded from another machine. */
  static void notForwarded(Request request) {
    if (request.headers().first("X-Forwarded-For").isPresent()) {
      throw HostErrors.forwarded();
    }
  }

  /**
   * Requires an api-version from the first one on; versions newer than this program are accepted.
   */
  static void apiVersionSince(Request request, String first, ErrorFormat errorFormat) {
    var version = apiVersion(request);
    if (!ApiVersions.isWellFormed(version) || version.compareTo(first) < 0) {
      throw HostErrors.apiVersionNotSupported(version, first, errorFormat);
    }
  }

  static String apiVersion(Request request) {
    return request.query().filled("api-version").orElseThrow(HostErrors::apiVersionRequired);
  }

  static void secret(Request request, String header, String secret) {
    var presented =
        request.headers().first(header).orElseThrow(() -> HostErrors.secretRequired(header));
    if (!ConstantTime.equals(presented, secret)) {
      throw HostErrors.secretWrong(header);
    }
  }

  /** Returns the parameters of the form of a POST request, or of the query. */
  static Query parameters(Request request) {
    return switch (request.method()) {
      case "GET" -> request.query();
      case "POST" -> request.body().isEmpty() ? request.query() : request.body().form();
      default -> throw HostErrors.methodNotAllowed(request.method());
    };
  }
}
