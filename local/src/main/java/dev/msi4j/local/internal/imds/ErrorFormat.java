package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.util.UUID;

/** The JSON format of the errors of a token endpoint. */
enum ErrorFormat {
  /** The OAuth 2.0 format of instance metadata, the virtual machine extension and Azure Arc. */
  IMDS {
    @Override
    ObjectNode document(TokenEndpointException exception, UUID correlationId) {
      ObjectNode document =
          Json.object()
              .put("error", exception.code())
              .put("error_description", exception.message());
      return document.setAll(exception.details());
    }
  },

  APP_SERVICE {
    @Override
    ObjectNode document(TokenEndpointException exception, UUID correlationId) {
      return Json.object()
          .put("statusCode", exception.status())
          .put("message", exception.message())
          .put("correlationId", correlationId.toString());
    }
  },

  SERVICE_FABRIC {
    @Override
    ObjectNode document(TokenEndpointException exception, UUID correlationId) {
      var document = Json.object();
      document
          .putObject("error")
          .put("correlationId", correlationId.toString())
          .put("code", exception.code())
          .put("message", exception.message());
      return document;
    }
  },

  CLOUD_SHELL {
    @Override
    ObjectNode document(TokenEndpointException exception, UUID correlationId) {
      var document = Json.object();
      document.putObject("error").put("code", exception.code()).put("message", exception.message());
      return document;
    }
  };

  abstract ObjectNode document(TokenEndpointException exception, UUID correlationId);
}
