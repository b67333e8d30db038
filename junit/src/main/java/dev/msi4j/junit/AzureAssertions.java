package dev.msi4j.junit;

import com.azure.core.credential.AccessToken;

/** Entry point of the assertions for AssertJ, which must be on the class path. */
public final class AzureAssertions {
  private AzureAssertions() {}

  /**
   * Starts assertions on an access token.
   *
   * @param token the token
   * @return assertions on the claims of the token
   */
  public static AccessTokenAssert assertThat(AccessToken token) {
    return new AccessTokenAssert(token);
  }
}
