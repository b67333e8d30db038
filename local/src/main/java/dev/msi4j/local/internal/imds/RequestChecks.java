package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.text.ConstantTime;

/**
 * Validates requests to token endpoints, with the checks that several hosting environments share.
 */
final class RequestChecks {
  private RequestChecks() {}

  /** Requires an HTTP method. */
  static void requireMethod(Request request, String method) {
    if (!request.method().equals(method)) {
      throw HostErrors.methodNotAllowed(request.method());
    }
  }

  /** Requires the header {@code Metadata: true}, which a web page cannot send to another origin. */
  static void requireMetadataHeader(Request request) {
    if (!request.headers().first("Metadata").orElse("").equalsIgnoreCase("true")) {
      throw HostErrors.metadataHeaderRequired();
    }
  }

  /** Rejects requests that a proxy forwarded, which can come from another machine. */
  static void rejectForwarded(Request request) {
    if (request.headers().first("X-Forwarded-For").isPresent()) {
      throw HostErrors.forwarded();
    }
  }

  /**
   * Requires the first api-version or a later one. Versions that this server does not know are
   * accepted.
   */
  static void requireApiVersionSince(Request request, String first, ErrorFormat errorFormat) {
    var version = apiVersion(request);
    if (!ApiVersions.isWellFormed(version) || version.compareTo(first) < 0) {
      throw HostErrors.apiVersionNotSupported(version, first, errorFormat);
    }
  }

  static String apiVersion(Request request) {
    return request.query().filled("api-version").orElseThrow(HostErrors::apiVersionRequired);
  }

  /** Requires the secret of a hosting environment in a header. */
  static void requireSecret(Request request, String header, String secret) {
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
