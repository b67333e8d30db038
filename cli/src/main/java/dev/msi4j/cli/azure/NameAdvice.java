package dev.msi4j.cli.azure;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.ArmError;
import dev.msi4j.Identity;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Suggestions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** Suggests an existing name if Azure does not know the resource group, identity or region. */
public final class NameAdvice {

  private final AzureOptions azure;
  private final Environment environment;
  private final ParseResult parsed;

  private NameAdvice(AzureOptions azure, Environment environment, ParseResult parsed) {
    this.azure = azure;
    this.environment = environment;
    this.parsed = parsed;
  }

  /**
   * Returns a question that ends the message of an error; empty if there is no suggestion.
   *
   * @param parsed the command line that failed
   */
  public static String of(Exception exception, ParseResult parsed, Environment environment) {
    var code = code(exception);
    var last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    var mixin = last.commandSpec().mixins().get("azure");
    if (code == null || mixin == null || !(mixin.userObject() instanceof AzureOptions azure)) {
      return "";
    }
    try {
      return new NameAdvice(azure, environment, last).of(code);
    } catch (RuntimeException e) {
      // The command has failed already; its error matters more than that of the suggestion.
      return "";
    }
  }

  private static @Nullable String code(Exception exception) {
    if (exception instanceof ResourceManagerException error) {
      return error.code();
    }
    return exception instanceof HttpResponseException response
        ? ArmError.of(response).map(ArmError::code).orElse(null)
        : null;
  }

  private String of(String code) {
    return switch (code) {
      case "ResourceGroupNotFound" -> suggest(groups(), "--resource-group", "--name");
      case "ResourceNotFound", "ParentResourceNotFound", "NotFound" ->
          suggest(identities(), "--identity-name", "--name");
      case "LocationNotAvailableForResourceType",
          "LocationNotAvailableForResourceGroup",
          "InvalidLocation" ->
          suggest(locations(), "--location");
      default -> "";
    };
  }

  private String suggest(List<String> known, String... options) {
    return Stream.of(options)
        .flatMap(option -> given(option).stream())
        .findFirst()
        .map(name -> Suggestions.of(name, known))
        .orElse("");
  }

  private Optional<String> given(String option) {
    return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
  }

  private List<String> groups() {
    var resourceManager = azure.resourceManager(environment);
    return resourceManager
        .list(resourceManager.subscription() + "/resourceGroups", ResourceManager.GROUPS_VERSION)
        .stream()
        .map(Resource::name)
        .toList();
  }

  private List<String> locations() {
    var resourceManager = azure.resourceManager(environment);
    return resourceManager
        .list(resourceManager.subscription() + "/locations", ResourceManager.SUBSCRIPTIONS_VERSION)
        .stream()
        .map(Resource::name)
        .toList();
  }

  private List<String> identities() {
    return given("--resource-group").stream()
        .flatMap(group ->
            azure.client(environment).userAssignedIdentities().listByResourceGroup(group).stream())
        .map(Identity::name)
        .filter(Objects::nonNull)
        .toList();
  }
}
