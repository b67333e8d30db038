package dev.msi4j.junit;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;

/** Code under test: signs in as any application in Azure does. */
final class SecretReader {
  // @start region=code
  AccessToken signIn() {
    return new DefaultAzureCredentialBuilder()
        .build()
        .getTokenSync(new TokenRequestContext().addScopes("https://vault.azure.net/.default"));
  }
  // @end
}
