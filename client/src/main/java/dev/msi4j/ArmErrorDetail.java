package dev.msi4j;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error of Resource Manager: the top-level error or one of its nested errors. Immutable.
 *
 * <p>Source: Microsoft Azure REST API Guidelines, "Handling errors".
 */
public final class ArmErrorDetail {
  /**
   * Azure nests two or three levels. The limit keeps a malicious response from exhausting the
   * stack.
   */
  private static final int MAX_DEPTH = 20;

  private final @Nullable String code;
  private final @Nullable String message;
  private final @Nullable String target;
  private final List<ArmErrorDetail> details;
  private final List<String> additionalInfo;

  private ArmErrorDetail(Collector from) {
    this.code = from.code;
    this.message = from.message;
    this.target = from.target;
    this.details = from.details;
    this.additionalInfo = from.additionalInfo;
  }

  /**
   * Parses the error in a response body, even if the body is truncated after it.
   *
   * @return null if the body contains no error
   */
  static @Nullable ArmErrorDetail find(byte[] body) {
    var envelope = new Envelope();
    try (JsonReader json = JsonProviders.createReader(body)) {
      Json.members(json, envelope::read);
    } catch (IOException e) {
      // A truncated body still yields the members that precede the end.
      return envelope.found();
    }
    return envelope.found();
  }

  private static ArmErrorDetail fromJson(JsonReader json, int depth) throws IOException {
    var collector = new Collector(depth);
    Json.members(json, collector::read);
    return new ArmErrorDetail(collector);
  }

  /** {@return the error code, such as {@code ResourceNotFound}; null if the response has none} */
  public @Nullable String code() {
    return code;
  }

  /** {@return the error message; null if the response has none} */
  public @Nullable String message() {
    return message;
  }

  /**
   * {@return the target of the error, such as the name of a property; null if the response has
   * none}
   */
  public @Nullable String target() {
    return target;
  }

  /** {@return the nested errors that caused the error; empty if there are none} */
  public List<ArmErrorDetail> details() {
    return details;
  }

  /** {@return additional information, such as policy violations, each item as raw JSON} */
  public List<String> additionalInfo() {
    return additionalInfo;
  }

  @Override
  public String toString() {
    return code + ": " + message;
  }

  private static class Collector {
    private final int depth;
    private @Nullable String code;
    private @Nullable String message;
    private @Nullable String target;
    private List<ArmErrorDetail> details = List.of();
    private List<String> additionalInfo = List.of();

    Collector(int depth) {
      this.depth = depth;
    }

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "code" -> code = textOrJson(json);
        case "message" -> message = textOrJson(json);
        case "target" -> target = textOrJson(json);
        case "details" -> {
          if (depth < MAX_DEPTH) {
            details = items(json, detail -> fromJson(detail, depth + 1));
          } else {
            json.skipChildren();
          }
        }
        case "additionalInfo" -> additionalInfo = items(json, Json::raw);
        default -> json.skipChildren();
      }
    }

    /** Reads a string, or raw JSON in its place: an unexpected shape must not hide the error. */
    private static @Nullable String textOrJson(JsonReader json) throws IOException {
      return json.isStartArrayOrObject() ? Json.raw(json) : Json.text(json);
    }

    private static <T> List<T> items(
        JsonReader json, com.azure.json.ReadValueCallback<JsonReader, T> item) throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        json.skipChildren();
        return List.of();
      }
      return Json.list(json, item);
    }
  }

  /**
   * The top level of an error body. Resource Manager sends {@code {"error": {…}}}, some providers
   * send the members of the error alone, Entra sends {@code {"error": "…", "error_description":
   * "…"}}.
   */
  private static final class Envelope {
    private final Collector error = new Collector(0);

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "error" -> {
          if (json.currentToken() == JsonToken.START_OBJECT) {
            Json.members(json, error::read);
          } else {
            error.code = Collector.textOrJson(json);
          }
        }
        case "error_description" -> error.message = Collector.textOrJson(json);
        default -> error.read(member, json);
      }
    }

    @Nullable ArmErrorDetail found() {
      return error.code == null && error.message == null ? null : new ArmErrorDetail(error);
    }
  }
}
