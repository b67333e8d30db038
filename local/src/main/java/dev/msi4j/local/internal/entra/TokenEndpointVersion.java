package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;

/** The versions of the token endpoint, with their request parameter and response format. */
enum TokenEndpointVersion {
  /** Requests have a scope, responses have numbers. */
  V2 {
    @Override
    String audience(TokenRequest request) {
      if (request.form().first("resource").isPresent()) {
        throw request.reject(EntraError.resourceNotSupported());
      }
      return Audience.ofScope(request);
    }

    @Override
    ObjectNode body(IssuedToken token) {
      return Json.object()
          .put("token_type", "Bearer")
          .put("expires_in", token.lifetime())
          .put("ext_expires_in", token.lifetime())
          .put("access_token", token.value());
    }
  },

  /** Requests have a resource, responses have strings. */
  V1 {
    @Override
    String audience(TokenRequest request) {
      return Audience.ofResource(request);
    }

    @Override
    ObjectNode body(IssuedToken token) {
      var lifetime = Long.toString(token.lifetime());
      return Json.object()
          .put("token_type", "Bearer")
          .put("expires_in", lifetime)
          .put("ext_expires_in", lifetime)
          .put("expires_on", Long.toString(token.expiresAt().getEpochSecond()))
          .put("not_before", Long.toString(token.notBefore().getEpochSecond()))
          .put("resource", token.audience())
          .put("access_token", token.value());
    }
  },

  /** AD FS accepts both parameters; old az versions accept no other private authority. */
  ADFS {
    @Override
    String audience(TokenRequest request) {
      return request.form().filled("resource").isPresent()
          ? Audience.ofResource(request)
          : Audience.ofScope(request);
    }

    @Override
    ObjectNode body(IssuedToken token) {
      return Json.object()
          .put("access_token", token.value())
          .put("token_type", "bearer")
          .put("expires_in", token.lifetime());
    }
  };

  /**
   * Returns the requested audience.
   *
   * @throws TokenException if the request names no valid audience
   */
  abstract String audience(TokenRequest request);

  abstract ObjectNode body(IssuedToken token);
}
