package dev.msi4j.cli.account;

import com.azure.core.credential.TokenRequestContext;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the subscription and the signed-in account, with the members of the Azure CLI. */
@Command(
    name = "show",
    description = "Show the selected subscription and the signed-in account",
    footerHeading = "%nExamples:%n",
    footer = {"  msi account show", "  msi account show --local -o json"})
final class ShowCommand implements Runnable {

  private static final Table<Resource> ACCOUNTS =
      new Table<Resource>()
          .column("Environment", account -> account.text("environmentName"))
          .column("Subscription", Resource::name)
          .column("Id", Resource::id)
          .column("State", account -> account.text("state"))
          .column("Tenant", account -> account.text("tenantId"))
          .column("User", account -> account.text("user", "name"));

  private final Environment environment;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ShowCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var connection = azure.connection(environment);
    var resourceManager = azure.resourceManager(environment);
    var subscription =
        resourceManager.get(resourceManager.subscription(), ResourceManager.SUBSCRIPTIONS_VERSION);
    var account = new LinkedHashMap<String, Object>();
    account.put("environmentName", connection.isLocal() ? "Local" : connection.cloud().name());
    account.put("id", resourceManager.subscriptionId());
    account.put("name", subscription.textOr("", "displayName"));
    account.put("state", subscription.textOr("", "state"));
    account.put("tenantId", subscription.textOr("", "tenantId"));
    account.put("user", user(connection));
    output.print(environment.out(), ACCOUNTS, Resource.of(account));
  }

  /** Returns name and type of the account that the access token names. */
  private static Map<String, Object> user(AzureConnection connection) {
    var scope = new TokenRequestContext().addScopes(connection.cloud().scope());
    var claims = claims(connection.credential().getTokenSync(scope).getToken());
    for (var name : new String[] {"upn", "preferred_username", "unique_name"}) {
      if (claims.get(name) != null) {
        return Map.of("name", claims.get(name), "type", "user");
      }
    }
    var id = claims.get("appid") == null ? claims.get("azp") : claims.get("appid");
    return Map.of("name", id == null ? "" : id, "type", "servicePrincipal");
  }

  private static Map<String, Object> claims(String token) {
    var parts = token.split("\\.", -1);
    return parts.length == 3
        ? JsonText.readObject(Base64.getUrlDecoder().decode(parts[1]))
        : Map.of();
  }
}
