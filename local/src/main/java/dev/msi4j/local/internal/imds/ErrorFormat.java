package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.util.UUID;

/** How a kind of token endpoint says that it refuses. */
enum ErrorFormat {
  /** OAuth's own words: instance metadata, the token extension, Azure Arc. */
  IMDS {
    @Override
    ObjectNode document(TokenEndpointException refusal, UUID correlationId) {
      ObjectNode document =
          Json.object().put("error", refusal.code()).put("error_description", refusal.message());
      return document.setAll(refusal.details());
    }
  },

  APP_SERVICE {
    @Override
    ObjectNode document(TokenEndpointException refusal, UUID correlationId) {
      return Json.object()
          .put("statusCode", refusal.status())
          .put("message", refusal.message())
          .put("correlationId", correlationId.toString());
    }
  },

  SERVICE_FABRIC {
    @Override
    ObjectNode document(TokenEndpointException refusal, UUID correlationId) {
      var document = Json.object();
      document
          .putObject("error")
          .put("correlationId", correlationId.toString())
          .put("code", refusal.code())
          .put("message", refusal.message());
      return document;
    }
  },

  CLOUD_SHELL {
    @Override
    ObjectNode document(TokenEndpointException refusal, UUID correlationId) {
      var document = Json.object();
      document.putObject("error").put("code", refusal.code()).put("message", refusal.message());
      return document;
    }
  };

  abstract ObjectNode document(TokenEndpointException refusal, UUID correlationId);
}
