package dev.msi4j.local.internal.deployments.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.deployments.expressions.TemplateErrors;
import dev.msi4j.local.internal.deployments.expressions.UserFunction;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A template document (Microsoft Learn, "Understand the structure and syntax of ARM templates").
 * The names of its members are compared ignoring case.
 */
public final class Template {
  private static final String PARAMETERS = "parameters";
  private static final String VARIABLES = "variables";
  private static final String RESOURCES = "resources";
  private static final String OUTPUTS = "outputs";
  private static final String FUNCTIONS = "functions";
  private static final String DEFINITIONS = "definitions";

  private static final Set<String> MEMBERS =
      Set.of(
          "$schema",
          "contentVersion",
          "languageVersion",
          "apiProfile",
          "metadata",
          DEFINITIONS,
          PARAMETERS,
          FUNCTIONS,
          VARIABLES,
          RESOURCES,
          OUTPUTS);

  private static final String REFERENCE = "#/definitions/";
  private static final int MAX_REFERENCES = 100;

  private static final Set<String> LANGUAGE_VERSIONS = Set.of("", "1.0", "1.9-experimental", "2.0");

  private final ObjectNode document;
  private final Map<String, UserFunction> functions;

  private Template(ObjectNode document, Map<String, UserFunction> functions) {
    this.document = document;
    this.functions = functions;
  }

  /**
   * A resource as the template declares it.
   *
   * @param symbolicName the name in a template of language version 2.0, or null
   */
  record Declaration(@Nullable String symbolicName, ObjectNode resource) {}

  /**
   * Checks the structure of a template.
   *
   * @throws ArmException 400 InvalidTemplate if the document is not a template
   */
  public static Template of(JsonNode document) {
    if (!(document instanceof ObjectNode object)) {
      throw TemplateErrors.invalidTemplate("the template must be a JSON object");
    }
    var template = Json.object();
    for (var member : object.properties()) {
      var name =
          MEMBERS.stream()
              .filter(member.getKey()::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(() -> unknownMember(member.getKey()));
      template.set(name, member.getValue());
    }
    for (var name : List.of("$schema", "contentVersion", RESOURCES)) {
      if (!template.hasNonNull(name)) {
        throw TemplateErrors.invalidTemplate(
            "the required property '" + name + "' is missing in the template");
      }
    }
    for (var name : List.of(PARAMETERS, VARIABLES, OUTPUTS, DEFINITIONS)) {
      checkObject(template, name);
    }
    var version = template.path("languageVersion").asText();
    if (!LANGUAGE_VERSIONS.contains(CaseFolding.of(version))) {
      throw TemplateErrors.invalidTemplate(
          "the language version '" + version + "' is not supported: it must be 1.0 or 2.0");
    }
    return new Template(template, functions(template));
  }

  private static ArmException unknownMember(String name) {
    return TemplateErrors.invalidTemplate(
        "the property '"
            + name
            + "' of the template is not supported: it must be one of "
            + MEMBERS.stream().sorted().collect(Collectors.joining(", ")));
  }

  private static void checkObject(ObjectNode template, String name) {
    if (template.hasNonNull(name) && !template.get(name).isObject()) {
      throw TemplateErrors.invalidTemplate(
          "the property '" + name + "' of the template must be an object");
    }
  }

  private static Map<String, UserFunction> functions(ObjectNode template) {
    var functions = new HashMap<String, UserFunction>();
    for (var group : template.path(FUNCTIONS)) {
      for (var member : group.path("members").properties()) {
        var parameters = new ArrayList<String>();
        member
            .getValue()
            .path(PARAMETERS)
            .forEach(parameter -> parameters.add(parameter.path("name").asText()));
        functions.put(
            CaseFolding.of(group.path("namespace").asText() + "." + member.getKey()),
            new UserFunction(
                List.copyOf(parameters), member.getValue().path("output").path("value")));
      }
    }
    return Map.copyOf(functions);
  }

  /** Returns the document. */
  public ObjectNode document() {
    return document;
  }

  Map<String, UserFunction> functions() {
    return functions;
  }

  public ObjectNode parameters() {
    return object(PARAMETERS);
  }

  ObjectNode variables() {
    return object(VARIABLES);
  }

  public ObjectNode outputs() {
    return object(OUTPUTS);
  }

  ObjectNode definitions() {
    return object(DEFINITIONS);
  }

  private ObjectNode object(String name) {
    return document.get(name) instanceof ObjectNode object ? object : Json.object();
  }

  /** Returns whether the values of a declared type are secrets. */
  public boolean isSecure(JsonNode declaration) {
    return CaseFolding.of(typeOf(declaration)).startsWith("secure");
  }

  /** Returns the name of a declared type in the spelling of responses, such as {@code String}. */
  public String typeName(JsonNode declaration) {
    var type = CaseFolding.of(typeOf(declaration));
    return switch (type) {
      case "securestring" -> "SecureString";
      case "secureobject" -> "SecureObject";
      default ->
          type.isEmpty() ? "" : type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
    };
  }

  private String typeOf(JsonNode declaration) {
    return definition(declaration).path("type").asText();
  }

  /** Follows {@code $ref} to the definition of a type. */
  JsonNode definition(JsonNode type) {
    var current = type;
    for (var i = 0; i < MAX_REFERENCES && current.has("$ref"); i++) {
      var reference = current.path("$ref").asText();
      var definition =
          reference.startsWith(REFERENCE)
              ? definitions().get(reference.substring(REFERENCE.length()))
              : null;
      if (definition == null) {
        throw TemplateErrors.invalidTemplate(
            "the type reference '" + reference + "' does not name a definition of the template");
      }
      current = definition;
    }
    if (current.has("$ref")) {
      throw TemplateErrors.invalidTemplate(
          "the definitions of types refer to each other in a cycle");
    }
    return current;
  }

  /** Returns the resources: an array, or in language version 2.0 an object of symbolic names. */
  List<Declaration> resources() {
    return declarations(document.path(RESOURCES));
  }

  /** Returns the resources of a list of resources, or of an object of symbolic names. */
  static List<Declaration> declarations(JsonNode resources) {
    var declarations = new ArrayList<Declaration>();
    if (resources instanceof ObjectNode symbolic) {
      for (var member : symbolic.properties()) {
        declarations.add(new Declaration(member.getKey(), resource(member.getValue())));
      }
    } else if (resources.isArray()) {
      resources.forEach(each -> declarations.add(new Declaration(null, resource(each))));
    } else if (!resources.isMissingNode()) {
      throw TemplateErrors.invalidTemplate("the resources must be an array or an object");
    }
    return declarations;
  }

  private static ObjectNode resource(JsonNode value) {
    if (value instanceof ObjectNode resource) {
      return resource;
    }
    throw TemplateErrors.invalidTemplate("every resource must be an object");
  }
}
