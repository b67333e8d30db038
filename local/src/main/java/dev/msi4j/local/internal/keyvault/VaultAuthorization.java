package dev.msi4j.local.internal.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.entra.AcceptedAudiences;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.InvalidTokenException;
import dev.msi4j.local.internal.entra.TokenVerifier;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.store.Store;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Authenticates the callers of the data plane and decides their access: by the data actions of
 * their roles at the scope of the vault or the secret, or by the access policies of the vault.
 */
final class VaultAuthorization {
  /** The application id of Key Vault, which is an audience, too. */
  private static final String APPLICATION = "cfa8b339-82a2-471a-a3c9-0fc0be7a4093";

  private final TokenVerifier tokens;
  private final RoleAssignments assignments;
  private final Store store;

  VaultAuthorization(TokenVerifier tokens, RoleAssignments assignments, Store store) {
    this.tokens = tokens;
    this.assignments = assignments;
    this.store = store;
  }

  /** Returns the caller of a request. */
  Caller authenticate(Request request) {
    var token = request.bearerToken().orElseThrow(VaultErrors::noToken);
    var resource = VaultHosts.resource(request.origin());
    try {
      return tokens.verify(
          token,
          AcceptedAudiences.of(
              VaultHosts.AZURE_RESOURCE, APPLICATION, VaultHosts.localResource(request.origin())));
    } catch (InvalidTokenException rejected) {
      throw switch (rejected.reason()) {
        case WRONG_AUDIENCE -> VaultErrors.wrongAudience(resource, rejected.detail());
        case WRONG_ISSUER -> VaultErrors.wrongIssuer("an issuer of the tenant", rejected.detail());
        case INVALID, REVOKED, EXPIRED -> VaultErrors.invalidToken(rejected.detail());
      };
    }
  }

  /**
   * Checks that a caller may perform an operation.
   *
   * @param secret the name of the secret; empty for the vault
   */
  void check(Caller caller, SecretOperation operation, VaultRow vault, String secret) {
    if (!vault.usesRbac()) {
      checkPolicies(caller, operation, vault);
      return;
    }
    var scope = secret.isEmpty() ? vault.id() : vault.id() + "/secrets/" + secret;
    var access = store.read(documents -> assignments.access(documents, caller.objectId()));
    if (!access.allowsData(operation.action(), scope)) {
      throw VaultErrors.forbiddenByRbac(caller, issuer(caller), operation.action(), scope, vault);
    }
  }

  private static void checkPolicies(Caller caller, SecretOperation operation, VaultRow vault) {
    var isAllowed =
        stream(vault.properties().path("accessPolicies"))
            .filter(policy ->
                policy.path("objectId").asText().equalsIgnoreCase(caller.objectId().toString()))
            .flatMap(policy -> stream(policy.path("permissions").path("secrets")))
            .map(JsonNode::asText)
            .anyMatch(permission ->
                permission.equalsIgnoreCase(operation.permission())
                    || permission.equalsIgnoreCase("all"));
    if (!isAllowed) {
      throw VaultErrors.forbiddenByPolicy(caller, issuer(caller), operation.permission(), vault);
    }
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String issuer(Caller caller) {
    return "https://sts.windows.net/" + caller.tenantId() + "/";
  }
}
