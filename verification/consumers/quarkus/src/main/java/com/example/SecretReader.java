package com.example;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;
import jakarta.enterprise.context.ApplicationScoped;

// @start region=bean
@ApplicationScoped
public class SecretReader {
  private final TokenCredential credential = new DefaultAzureCredentialBuilder().build();

  public AccessToken signIn() {
    return credential.getTokenSync(
        new TokenRequestContext().addScopes("https://vault.azure.net/.default"));
  }
}
// @end
