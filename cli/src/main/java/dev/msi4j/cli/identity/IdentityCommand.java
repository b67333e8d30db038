package dev.msi4j.cli.identity;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Tables;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.util.Context;
import com.azure.json.JsonProviders;
import com.azure.json.JsonSerializable;
import dev.msi4j.DeleteResult;
import dev.msi4j.Identity;
import dev.msi4j.IdentityUpdate;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** User-assigned identities, with the options of {@code az identity}. */
@Command(
    name = "identity",
    synopsisSubcommandLabel = "COMMAND",
    description = "User-assigned and system-assigned identities.",
    footerHeading = "%nWhich Azure:%n",
    footer = {
      "  --local                the one that 'msi local start' runs",
      "  MSI4J_ARM_ENDPOINT     another, with AZURE_... and MSI4J_CA_FILE as 'msi local env' prints",
      "  AZURE_SUBSCRIPTION_ID  the cloud, with AZURE_TENANT_ID, AZURE_CLIENT_ID and",
      "                         AZURE_CLIENT_SECRET, or signed in by the Azure CLI"
    })
public final class IdentityCommand {
  private static final String TAGS =
      "Tags, as name=value, separated by spaces; an empty text for none.";

  private final Environment environment;

  public IdentityCommand(Environment environment) {
    this.environment = environment;
  }

  /** Which identity. */
  static final class Name {
    @Option(
        names = {"-g", "--resource-group"},
        paramLabel = "GROUP",
        required = true,
        description = "The resource group.")
    private String group = "";

    @Option(
        names = {"-n", "--name"},
        paramLabel = "NAME",
        required = true,
        description = "The name of the identity.")
    private String name = "";
  }

  @Command(
      name = "create",
      description = "Creates an identity, or replaces the tags of one.",
      footerHeading = "%nExample:%n",
      footer = "  msi identity create -g shop -n orders -l westeurope --tags team=core tier=1")
  public void create(
      @Mixin Name id,
      @Option(
              names = {"-l", "--location"},
              paramLabel = "REGION",
              description = "The region; that of the resource group by default.")
          @Nullable String location,
      @Option(names = "--tags", paramLabel = "TAG", arity = "1..*", description = TAGS)
          @Nullable List<String> tags,
      @Mixin AzureOptions azure,
      @Mixin Output output) {
    var client = azure.client(environment);
    var requested =
        Identity.builder().location(location == null ? locationOf(client, id.group) : location);
    if (tags != null) {
      requested.tags(Tags.parse(tags));
    }
    print(
        output,
        client.userAssignedIdentities().createOrUpdate(id.group, id.name, requested.build()));
  }

  @Command(
      name = "show",
      description = "Shows an identity.",
      footerHeading = "%nExample:%n",
      footer = "  msi identity show -g shop -n orders --output json")
  public void show(@Mixin Name id, @Mixin AzureOptions azure, @Mixin Output output) {
    print(output, azure.client(environment).userAssignedIdentities().get(id.group, id.name));
  }

  @Command(
      name = "list",
      description = "Lists the identities of the subscription or of a resource group.")
  public void list(
      @Option(
              names = {"-g", "--resource-group"},
              paramLabel = "GROUP",
              description = "The resource group; all of the subscription by default.")
          @Nullable String group,
      @Mixin AzureOptions azure,
      @Mixin Output output) {
    var identities = azure.client(environment).userAssignedIdentities();
    printAll(
        output,
        Tables.IDENTITIES,
        group == null ? identities.listBySubscription() : identities.listByResourceGroup(group));
  }

  @Command(
      name = "update",
      description = "Replaces the tags of an identity; --tags \"\" removes them all.",
      footerHeading = "%nExample:%n",
      footer = "  msi identity update -g shop -n orders --tags team=core tier=2")
  public void update(
      @Mixin Name id,
      @Option(
              names = "--tags",
              paramLabel = "TAG",
              arity = "1..*",
              required = true,
              description = TAGS)
          List<String> tags,
      @Mixin AzureOptions azure,
      @Mixin Output output) {
    var update = IdentityUpdate.builder().tags(Tags.parse(tags)).build();
    print(
        output,
        azure.client(environment).userAssignedIdentities().update(id.group, id.name, update));
  }

  @Command(name = "delete", description = "Deletes an identity and says whether it was there.")
  public void delete(@Mixin Name id, @Mixin AzureOptions azure, @Mixin Output output) {
    DeleteResult result =
        azure.client(environment).userAssignedIdentities().delete(id.group, id.name);
    output.printResult(
        environment.out(),
        result == DeleteResult.DELETED
            ? "Deleted " + id.name + "."
            : "There is no " + id.name + " in " + id.group + ".",
        result.name().toLowerCase(Locale.ROOT));
  }

  @Command(
      name = "list-resources",
      description = "Lists the resources that an identity is assigned to.")
  public void listResources(@Mixin Name id, @Mixin AzureOptions azure, @Mixin Output output) {
    printAll(
        output,
        Tables.RESOURCES,
        azure
            .client(environment)
            .userAssignedIdentities()
            .listAssociatedResources(id.group, id.name));
  }

  @Command(
      name = "list-operations",
      description = "Lists the operations of Microsoft.ManagedIdentity.")
  public void listOperations(@Mixin AzureOptions azure, @Mixin Output output) {
    printAll(output, Tables.OPERATIONS, azure.client(environment).operations().list());
  }

  @Command(name = "show-system", description = "Shows the system-assigned identity of a resource.")
  public void showSystem(
      @Option(
              names = "--scope",
              paramLabel = "ID",
              required = true,
              description = "The id of the resource, as /subscriptions/...")
          String scope,
      @Mixin AzureOptions azure,
      @Mixin Output output) {
    output.print(
        environment.out(),
        Tables.SYSTEM_ASSIGNED,
        azure.client(environment).systemAssignedIdentities().getByScope(scope));
  }

  private void print(Output output, Identity identity) {
    output.print(environment.out(), Tables.IDENTITIES, identity);
  }

  private <T extends JsonSerializable<T>> void printAll(
      Output output, Table<T> table, PagedIterable<T> items) {
    output.printAll(environment.out(), table, items.stream().toList());
  }

  /** The Azure CLI does the same when it is given no region. */
  private static String locationOf(ManagedServiceIdentityClient client, String group) {
    var url = ResourceId.resourceGroup(client.subscriptionId(), group) + "?api-version=2021-04-01";
    try (var response = client.sendRequest(HttpMethod.GET, url, null, Context.NONE)) {
      if (response.getStatusCode() != 200) {
        throw new HttpResponseException(
            "resource group '"
                + group
                + "' does not tell its region (status "
                + response.getStatusCode()
                + "): name one by --location",
            response);
      }
      return text(response.getBodyAsBinaryData().toBytes(), "location");
    }
  }

  private static String text(byte[] json, String member) {
    try (var reader = JsonProviders.createReader(json)) {
      return String.valueOf(reader.readMap(each -> each.readUntyped()).get(member));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
