package dev.msi4j.cli;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** JSON Schemas of class path resources, and the validation of documents. */
public final class JsonSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private JsonSchemas() {}

  /** Returns the schema that a schema of a draft must conform to. */
  public static Schema ofSchemas(String draft) {
    return REGISTRY.getSchema(SchemaLocation.of(draft));
  }

  /** Returns the schema in a resource. */
  public static Schema read(Class<?> neighbor, String resource) {
    return REGISTRY.getSchema(text(neighbor, resource), InputFormat.JSON);
  }

  /** Returns the text of a resource. */
  public static String text(Class<?> neighbor, String resource) {
    try (var file = neighbor.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the errors of a document; none if it is valid. */
  public static List<String> errors(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
