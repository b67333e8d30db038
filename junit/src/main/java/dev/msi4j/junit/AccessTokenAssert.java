package dev.msi4j.junit;

import com.azure.core.credential.AccessToken;
import dev.msi4j.Identity;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on the claims of an access token. The signature is not verified. */
public final class AccessTokenAssert extends AbstractAssert<AccessTokenAssert, AccessToken> {
  AccessTokenAssert(@Nullable AccessToken token) {
    super(token, AccessTokenAssert.class);
  }

  /**
   * Verifies the audience. A slash at the end is ignored.
   *
   * @param audience the resource, such as {@code https://vault.azure.net}
   * @return this assertion
   */
  public AccessTokenAssert hasAudience(String audience) {
    var actual = claims().text("aud").orElse("");
    if (!Slashes.withoutLast(actual).equals(Slashes.withoutLast(audience))) {
      throw failure("Expected a token with the audience <%s> but it has <%s>", audience, actual);
    }
    return this;
  }

  /**
   * Verifies that the token belongs to an identity.
   *
   * @param identity the identity
   * @return this assertion
   */
  public AccessTokenAssert belongsTo(Identity identity) {
    var expected = String.valueOf(identity.principalId());
    var actual = claims().text("oid").orElse("");
    if (!actual.equals(expected)) {
      throw failure(
          "Expected a token of the identity <%s> with the principal <%s> but it belongs to the"
              + " principal <%s>%s",
          identity.name(),
          expected,
          actual,
          claims().text("xms_mirid").map(id -> " of <" + id + ">").orElse(""));
    }
    return this;
  }

  /**
   * Verifies that the token has application roles.
   *
   * @param roles the values in the claim {@code roles}; the token may have more
   * @return this assertion
   */
  public AccessTokenAssert hasRoles(String... roles) {
    var actual = claims().list("roles");
    if (!Stream.of(roles).allMatch(actual::contains)) {
      throw failure(
          "Expected a token with the roles <%s> but it has <%s>", String.join(", ", roles), actual);
    }
    return this;
  }

  /**
   * Verifies a claim.
   *
   * @param name the name of the claim
   * @param value the value as text
   * @return this assertion
   */
  public AccessTokenAssert hasClaim(String name, String value) {
    var actual = claims().text(name);
    if (!actual.equals(Optional.of(value))) {
      throw failure(
          "Expected a token with the claim %s <%s> but it has <%s>",
          name, value, actual.orElse("no such claim"));
    }
    return this;
  }

  private JsonObject claims() {
    isNotNull();
    try {
      return Jwt.claims(actual.getToken());
    } catch (IllegalArgumentException e) {
      throw failure("Expected a JSON Web Token: %s", e.getMessage());
    }
  }
}
