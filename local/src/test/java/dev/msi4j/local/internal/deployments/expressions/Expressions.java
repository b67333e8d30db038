package dev.msi4j.local.internal.deployments.expressions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Evaluates expressions with fixed parameters, variables and facts. */
final class Expressions {
  static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

  private static final Instant NOW = Instant.parse("2026-03-05T17:53:18Z");
  private static final UUID GUID = UUID.fromString("9a2b3c4d-0000-4000-8000-000000000001");

  private Expressions() {}

  /** Evaluates a text as a value of a template. */
  static JsonNode evaluate(String text) {
    return DefaultValues.evaluator(evaluator(), NOW, GUID).evaluate(Values.text(text));
  }

  static Evaluator evaluator() {
    return new Language().evaluator(new FixedSymbols(), facts(), DeployedResources.unknown());
  }

  static JsonNode json(String text) {
    try {
      return Json.parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeploymentFacts facts() {
    return new DeploymentFacts(
        object(
            "{'id':'/subscriptions/" + SUBSCRIPTION + "','subscriptionId':'" + SUBSCRIPTION + "'}"),
        object(
            "{'id':'/subscriptions/"
                + SUBSCRIPTION
                + "/resourceGroups/examplegroup','name':'examplegroup','location':'eastus'}"),
        object("{'tenantId':'22222222-2222-2222-2222-222222222222'}"),
        object("{'name':'deployment'}"),
        object("{'objectId':'33333333-3333-3333-3333-333333333333'}"),
        object("{'suffixes':{'keyVaultDns':'vault.azure.net'}}"));
  }

  private static ObjectNode object(String text) {
    return (ObjectNode) json(text.replace('\'', '"'));
  }

  /** One parameter, one variable and one function. */
  private static final class FixedSymbols implements Symbols {
    @Override
    public Optional<JsonNode> parameter(String name, Evaluator evaluator) {
      return name.equalsIgnoreCase("person")
          ? Optional.of(object("{'name':'Ada','tags':['a','b'],'home':{'city':'London'}}"))
          : Optional.empty();
    }

    @Override
    public Optional<JsonNode> variable(String name, Evaluator evaluator) {
      return name.equalsIgnoreCase("dogs")
          ? Optional.of(
              json(
                  """
                  [{"name":"Evie","age":5},{"name":"Casper","age":3},{"name":"Indy","age":2}]\
                  """))
          : Optional.empty();
    }

    @Override
    public Optional<UserFunction> function(String qualifiedName) {
      return qualifiedName.equalsIgnoreCase("contoso.twice")
          ? Optional.of(
              new UserFunction(
                  List.of("text"), Values.text("[concat(parameters('text'), parameters('text'))]")))
          : Optional.empty();
    }
  }
}
