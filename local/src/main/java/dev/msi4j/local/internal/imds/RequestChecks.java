package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.text.ConstantTime;

/** What several kinds of token endpoints demand of a request before they look at what it wants. */
final class RequestChecks {
  private RequestChecks() {}

  static void method(Request request, String method) {
    if (!request.method().equals(method)) {
      throw HostErrors.methodNotAllowed(request.method());
    }
  }

  /** A page of a browser can't send this header to another origin. */
  static void metadataHeader(Request request) {
    if (!request.headers().first("Metadata").orElse("").equalsIgnoreCase("true")) {
      throw HostErrors.metadataHeaderRequired();
    }
  }

  /** A proxy says by this header that somebody outside asks. */
  static void notForwarded(Request request) {
    if (request.headers().first("X-Forwarded-For").isPresent()) {
      throw HostErrors.forwarded();
    }
  }

  /** Versions that are newer than this program are served too: their answers have only grown. */
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
    var given =
        request.headers().first(header).orElseThrow(() -> HostErrors.secretRequired(header));
    if (!ConstantTime.equals(given, secret)) {
      throw HostErrors.secretWrong(header);
    }
  }

  /** The parameters of a request: a form where it is posted, else the query. */
  static Query parameters(Request request) {
    return switch (request.method()) {
      case "GET" -> request.query();
      case "POST" -> request.body().isEmpty() ? request.query() : request.body().form();
      default -> throw HostErrors.methodNotAllowed(request.method());
    };
  }
}
