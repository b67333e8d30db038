package dev.msi4j.local.internal.entra;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import dev.msi4j.local.internal.entra.keys.IssuerKeys;
import dev.msi4j.local.internal.entra.keys.IssuerUnreachableException;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Authenticates a client by an assertion of an external issuer (workload identity federation).
 * Checks in Azure's order: the form of the assertion, the match with the client's federated
 * identity credentials, the signature, the validity period.
 */
final class AssertionAuthentication implements ClientAuthentication {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** The clock skew that Azure tolerates. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Store store;
  private final Directory directory;
  private final FederatedCredentials credentials;
  private final EntraIssuers entraIssuers;
  private final FederatedCredentialMatcher match;
  private final IssuerKeys keys;
  private final Clock clock;

  AssertionAuthentication(
      Store store,
      Directory directory,
      AssertionDependencies assertionDependencies,
      ServerOrigins origins,
      Clock clock) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
    credentials = assertionDependencies.credentials();
    keys = assertionDependencies.keys();
    entraIssuers = new EntraIssuers(origins, directory.tenantId());
    match = new FederatedCredentialMatcher(assertionDependencies.replication(), entraIssuers);
  }

  @Override
  public Optional<PresentedCredential> read(TokenRequest request) {
    return request
        .form()
        .filled("client_assertion")
        .map(text -> {
          checkType(request);
          var assertion = Assertion.parse(request, text);
          return client -> check(request, assertion, client);
        });
  }

  private static void checkType(TokenRequest request) {
    var type = request.required("client_assertion_type");
    if (!type.equals(TYPE)) {
      throw request.reject(EntraError.unsupportedAssertionType(type, TYPE));
    }
  }

  private ClientAuthenticationMethod check(
      TokenRequest request, Assertion assertion, Principal client) {
    if (!entraIssuers.isExchangeable(assertion, client)) {
      throw request.reject(EntraError.ownAssertion());
    }
    var trusted = store.read(documents -> credentials(documents, client));
    match
        .mismatch(assertion, client, trusted)
        .ifPresent(mismatch -> {
          throw request.reject(mismatch);
        });
    if (!isSigned(assertion, key(request, assertion))) {
      throw request.reject(EntraError.wrongSignature(assertion.keyId()));
    }
    checkTime(request, assertion);
    return ClientAuthenticationMethod.SIGNATURE;
  }

  private List<FederatedCredential> credentials(Documents documents, Principal client) {
    return client.kind() == Principal.Kind.MANAGED_IDENTITY
        ? credentials.of(documents, client)
        : directory
            .applications()
            .byAppId(documents, client.appId())
            .map(application -> ApplicationCredentials.matchable(documents, application))
            .orElse(List.of());
  }

  private RSAPublicKey key(TokenRequest request, Assertion assertion) {
    try {
      return keys.find(assertion.issuer(), assertion.keyId())
          .orElseThrow(
              () -> request.reject(EntraError.unknownKey(assertion.keyId(), assertion.issuer())));
    } catch (IssuerUnreachableException e) {
      throw request.reject(EntraError.issuerUnreachable(e.reason()));
    }
  }

  private static boolean isSigned(Assertion assertion, RSAPublicKey key) {
    try {
      return assertion.token().verify(new RSASSAVerifier(key));
    } catch (JOSEException e) {
      // A signature that cannot be verified is invalid.
      return false;
    }
  }

  private void checkTime(TokenRequest request, Assertion assertion) {
    var now = clock.instant();
    if (now.isBefore(assertion.notBefore().minus(SKEW))
        || !now.isBefore(assertion.expiresAt().plus(SKEW))) {
      throw request.reject(
          EntraError.assertionNotInTimeRange(now, assertion.notBefore(), assertion.expiresAt()));
    }
  }
}
