package dev.msi4j.local.internal.providers.keyvault;

import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.ODataErrorException;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.keyvault.SecretRequests;
import dev.msi4j.local.internal.keyvault.SecretVersion.SecretProperties;
import dev.msi4j.local.internal.keyvault.Secrets;
import dev.msi4j.local.internal.store.Store;
import java.util.function.Supplier;

/**
 * Serves the secrets of vaults as resources, so that templates create them. Responses do not
 * contain the value of a secret.
 */
final class SecretOperations {
  private static final String TYPE = Responses.SECRET_TYPE;
  private static final String ITEM_PATH = VaultOperations.ITEM_PATH + "/secrets/{secretName}";

  private static final JsonShape SHAPE =
      JsonShape.of(
          """
          {"properties": {
            "value": "", "contentType": "",
            "attributes": {"enabled": true, "nbf": 0, "exp": 0}
          }}
          """);

  private final Store store;
  private final VaultRules rules;
  private final Secrets secrets;

  SecretOperations(Store store, VaultRules rules, Secrets secrets) {
    this.store = store;
    this.rules = rules;
    this.secrets = secrets;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(ITEM_PATH)
        .action(TYPE + "/read")
        .display("Secret", "View Secret Properties", "Gets the properties of a secret")
        .handle(request -> withArmErrors(() -> get(request)));
    operations
        .put(ITEM_PATH)
        .action(TYPE + "/write")
        .display("Secret", "Create Secret", "Creates a secret or a version of it")
        .handle(request -> withArmErrors(() -> set(request)));
  }

  private Response get(ArmRequest request) {
    return store.read(documents -> {
      var vault = rules.get(documents, VaultOperations.id(request));
      var found = secrets.get(documents, vault, name(request), "");
      return Response.json(200, Responses.secret(request, vault, found));
    });
  }

  private Response set(ArmRequest request) {
    var body = request.body();
    SHAPE.check(body);
    SecretRequests.checkName(name(request));
    var value = SecretRequests.value(body.object("properties"));
    var tags = Tags.of(body).orElse(null);
    var properties =
        SecretRequests.properties(body.object("properties"))
            .with(new SecretProperties(null, tags, null, null, null));
    return store.write(documents -> {
      var vault = rules.get(documents, VaultOperations.id(request));
      var isNew = secrets.isNew(documents, vault, name(request));
      var found = secrets.set(documents, vault, name(request), value, properties);
      return Response.json(isNew ? 201 : 200, Responses.secret(request, vault, found));
    });
  }

  private static String name(ArmRequest request) {
    return request.argument("secretName");
  }

  /** Converts the errors of the data plane to those of Resource Manager. */
  private static Response withArmErrors(Supplier<Response> service) {
    try {
      return service.get();
    } catch (ArmException exception) {
      throw exception;
    } catch (ODataErrorException exception) {
      throw new ArmException(
          exception.status(), exception.code(), String.valueOf(exception.getMessage()));
    }
  }
}
