package com.example;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;

final class SecretReader {
  AccessToken signIn() {
    return new DefaultAzureCredentialBuilder()
        .build()
        .getTokenSync(new TokenRequestContext().addScopes("https://vault.azure.net/.default"));
  }
}
