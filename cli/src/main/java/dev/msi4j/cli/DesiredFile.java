package dev.msi4j.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The file that plan and apply go by, in YAML or JSON. */
final class DesiredFile {
  private static final ObjectMapper YAML = strict(YAMLMapper.builder());
  private static final ObjectMapper JSON = strict(JsonMapper.builder());

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "The file, in YAML or, if it is called .json, in JSON; - for standard input.")
  private String file = "";

  @Option(
      names = "--delete-others",
      description = "Delete credentials of these identities that are not in the file.")
  private boolean deleteOthers;

  /** Returns what it wants of each identity. */
  Map<ResourceId, DesiredCredentials> read(Environment environment, String subscriptionId) {
    try {
      return document(environment)
          .desired(
              subscriptionId,
              deleteOthers,
              warning -> Failures.warn("--file '" + file + "', " + warning, environment.err()));
    } catch (JsonProcessingException e) {
      throw new CommandFailure("--file '" + file + "', " + complaint(e), e);
    } catch (CommandFailure e) {
      throw new CommandFailure("--file '" + file + "', " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("--file '" + file + "' cannot be read", e);
    }
  }

  private DesiredDocument document(Environment environment) throws IOException {
    if (file.equals("-")) {
      return document(YAML, environment.in());
    }
    try (var reader = Files.newBufferedReader(Path.of(file))) {
      return document(file.endsWith(".json") ? JSON : YAML, reader);
    }
  }

  private static DesiredDocument document(ObjectMapper mapper, Reader reader) throws IOException {
    var document = mapper.readValue(reader, DesiredDocument.class);
    return document == null ? new DesiredDocument(null) : document;
  }

  private static ObjectMapper strict(MapperBuilder<?, ?> builder) {
    return builder
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static String complaint(JsonProcessingException e) {
    var location = e.getLocation();
    String line = location == null ? "" : "line " + location.getLineNr() + ": ";
    if (e instanceof UnrecognizedPropertyException unknown) {
      var known = unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
      return line + path(unknown.getPath()) + " must be one of " + String.join(", ", known);
    }
    return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
        ? line + path(mapping.getPath()) + ": " + e.getOriginalMessage()
        : line + e.getOriginalMessage();
  }

  private static String path(List<Reference> path) {
    return path.stream()
        .map(each ->
            each.getFieldName() == null ? "[" + each.getIndex() + "]" : "." + each.getFieldName())
        .collect(Collectors.joining())
        .substring(1);
  }
}
