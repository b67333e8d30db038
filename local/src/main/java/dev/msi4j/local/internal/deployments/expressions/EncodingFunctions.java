package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Functions that encode, decode and hash (Microsoft Learn, "String functions for ARM templates").
 */
final class EncodingFunctions {
  private EncodingFunctions() {}

  static void define(FunctionTable table) {
    table
        .add("base64", 1, call -> Values.text(encode(call.text(0))))
        .add("base64ToJson", 1, call -> json(decode(call.text(0), call), call))
        .add("base64ToString", 1, call -> Values.text(decode(call.text(0), call)))
        .add("dataUri", 1, EncodingFunctions::dataUri)
        .add("dataUriToString", 1, EncodingFunctions::dataUriToString)
        .add("guid", 1, FunctionTable.ANY, call -> Values.text(Hashes.guid(call.texts())))
        .add("json", 1, call -> json(call.text(0), call))
        .add(
            "uniqueString",
            1,
            FunctionTable.ANY,
            call -> Values.text(Hashes.uniqueString(call.texts())))
        .add("uri", 2, EncodingFunctions::uri)
        .add("uriComponent", 1, call -> Values.text(escape(call.text(0))))
        .add("uriComponentToString", 1, call -> Values.text(unescape(call.text(0), call)));
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String text, Arguments call) {
    try {
      return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw call.invalid("the value is not Base64");
    }
  }

  private static JsonNode json(String text, Arguments call) {
    try {
      var value = Json.parse(text);
      return call.budget().charge(value.isMissingNode() ? Values.nothing() : value);
    } catch (IOException e) {
      throw call.invalid("the value is not JSON" + Json.problem(e));
    }
  }

  private static JsonNode dataUri(Arguments call) {
    return Values.text("data:text/plain;charset=utf8;base64," + encode(call.text(0)));
  }

  private static JsonNode dataUriToString(Arguments call) {
    var uri = call.text(0);
    var comma = uri.indexOf(',');
    if (!uri.startsWith("data:") || comma < 0) {
      throw call.invalid("the value is not a data URI");
    }
    var content = uri.substring(comma + 1);
    return Values.text(
        uri.substring(0, comma).endsWith(";base64")
            ? decode(content, call)
            : unescape(content, call));
  }

  /** Resolves a relative URI, with a slash between a base without one and a relative path. */
  private static JsonNode uri(Arguments call) {
    try {
      return Values.text(new URI(call.text(0)).resolve(new URI(call.text(1))).toString());
    } catch (URISyntaxException e) {
      throw call.invalid("'" + e.getInput() + "' is not a URI");
    }
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String unescape(String text, Arguments call) {
    var bytes = new ByteArrayOutputStream(text.length());
    for (var i = 0; i < text.length(); ) {
      if (text.charAt(i) == '%' && i + 2 < text.length() && isHex(text, i + 1)) {
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 3;
      } else {
        var end = text.offsetByCodePoints(i, 1);
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end;
      }
    }
    call.budget().reserve(bytes.size());
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isHex(String text, int start) {
    return Character.digit(text.charAt(start), 16) >= 0
        && Character.digit(text.charAt(start + 1), 16) >= 0;
  }
}
