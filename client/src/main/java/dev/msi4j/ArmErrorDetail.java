package dev.msi4j;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One error in Resource Manager's words: the error itself or a detail of it. Immutable. */
public final class ArmErrorDetail {
  /** Azure nests two or three levels; whoever nests thousands is not to exhaust the stack. */
  private static final int DEEPEST = 20;

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
   * Finds the error in a response body, also in one that was cut off after it.
   *
   * @return null if the body holds no error
   */
  static @Nullable ArmErrorDetail find(byte[] body) {
    var envelope = new Envelope();
    try (JsonReader json = JsonProviders.createReader(body)) {
      Json.members(json, envelope::read);
    } catch (IOException e) {
      // What was read before the body broke is the best there is to tell.
      return envelope.found();
    }
    return envelope.found();
  }

  private static ArmErrorDetail fromJson(JsonReader json, int depth) throws IOException {
    var collector = new Collector(depth);
    Json.members(json, collector::read);
    return new ArmErrorDetail(collector);
  }

  /** Returns the code, such as {@code ResourceNotFound}; null if Azure gave none. */
  public @Nullable String code() {
    return code;
  }

  /** Returns the message for people; null if Azure gave none. */
  public @Nullable String message() {
    return message;
  }

  /** Returns what the error is about, such as a property's name; null if Azure gave none. */
  public @Nullable String target() {
    return target;
  }

  /** Returns the errors behind this one. */
  public List<ArmErrorDetail> details() {
    return details;
  }

  /** Returns further information, such as policy violations, each as the JSON Azure sent. */
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
        case "code" -> code = loose(json);
        case "message" -> message = loose(json);
        case "target" -> target = loose(json);
        case "details" -> {
          if (depth < DEEPEST) {
            details = items(json, detail -> fromJson(detail, depth + 1));
          } else {
            json.skipChildren();
          }
        }
        case "additionalInfo" -> additionalInfo = items(json, Json::raw);
        default -> json.skipChildren();
      }
    }

    /** A text, or the JSON of whatever stands in its place: an error must not hide another. */
    private static @Nullable String loose(JsonReader json) throws IOException {
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
   * The body around an error: {@code {"error": {…}}} from Resource Manager, the error's members
   * alone from some providers, {@code {"error": "…", "error_description": "…"}} from Entra.
   */
  private static final class Envelope {
    private final Collector error = new Collector(0);

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "error" -> {
          if (json.currentToken() == JsonToken.START_OBJECT) {
            Json.members(json, error::read);
          } else {
            error.code = Collector.loose(json);
          }
        }
        case "error_description" -> error.message = Collector.loose(json);
        default -> error.read(member, json);
      }
    }

    @Nullable ArmErrorDetail found() {
      return error.code == null && error.message == null ? null : new ArmErrorDetail(error);
    }
  }
}
