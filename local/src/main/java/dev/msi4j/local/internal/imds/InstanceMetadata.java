package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The instance metadata document of a virtual machine. Each part of the document has a path. A
 * single value is available as text only, as in Azure. Source: "Azure Instance Metadata Service",
 * learn.microsoft.com.
 */
final class InstanceMetadata {
  private static final List<String> VERSIONS = List.of("2021-02-01", "2020-09-01", "2017-08-01");
  private static final String OLDEST_VERSION = "2017-04-02";

  private InstanceMetadata() {}

  /** Returns the versions, oldest first. */
  static Response versions() {
    var document = Json.object();
    var versions = document.putArray("apiVersions");
    VERSIONS.stream().sorted().forEach(versions::add);
    return Response.json(200, document);
  }

  /**
   * Returns a part of the document.
   *
   * @param path the member names and array indexes from the root to the part
   */
  static Response of(VirtualMachine machine, Request request, List<String> path) {
    var version = request.query().filled("api-version").orElse(null);
    if (version == null) {
      return badVersion("api-version was not specified in the request");
    }
    if (!ApiVersions.isWellFormed(version) || version.compareTo(OLDEST_VERSION) < 0) {
      return badVersion("api-version '" + version + "' is not supported");
    }
    JsonNode document = Json.object().set("compute", machine.instance());
    var part = find(document, path);
    if (part == null) {
      return error(404, "Not found");
    }
    return request.query().first("format").orElse("json").equalsIgnoreCase("text")
        ? text(part)
        : json(part);
  }

  private static @Nullable JsonNode find(JsonNode document, List<String> path) {
    var part = document;
    for (var name : path) {
      part = child(part, name);
      if (part == null) {
        return null;
      }
    }
    return part;
  }

  private static @Nullable JsonNode child(JsonNode parent, String name) {
    if (parent.isArray()) {
      return name.matches("\\d{1,6}") ? parent.get(Integer.parseInt(name)) : null;
    }
    return parent.properties().stream()
        .filter(member -> member.getKey().equalsIgnoreCase(name))
        .map(member -> member.getValue())
        .findFirst()
        .orElse(null);
  }

  private static Response json(JsonNode part) {
    return part.isContainerNode()
        ? Response.json(200, part)
        : error(400, "Bad request. The path is a single value, not an object: add format=text");
  }

  private static Response text(JsonNode part) {
    return new Response(
        200,
        Headers.NONE.with("Content-Type", "text/plain; charset=utf-8"),
        Body.of(toText(part).getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns a value, or the member names of an object, with a slash after those of containers. */
  private static String toText(JsonNode part) {
    if (part.isArray()) {
      return IntStream.range(0, part.size())
          .mapToObj(index -> index + "/")
          .collect(Collectors.joining("\n"));
    }
    return part.isObject()
        ? part.properties().stream()
            .map(member -> member.getKey() + (member.getValue().isContainerNode() ? "/" : ""))
            .collect(Collectors.joining("\n"))
        : part.asText();
  }

  private static Response badVersion(String reason) {
    var document =
        Json.object()
            .put(
                "error",
                "Bad request. " + reason + ". For more information refer to aka.ms/azureimds");
    VERSIONS.forEach(document.putArray("newest-versions")::add);
    return Response.json(400, document);
  }

  private static Response error(int status, String message) {
    return Response.json(status, Json.object().put("error", message));
  }
}
