package dev.msi4j.benchmarks.client;

import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Microsoft's client for Key Vault secrets, on the HTTP client of the class path. */
final class KeyVaultClient implements Contestant {
  private static final String SECRET = "name";

  private final SecretClientBuilder builder;
  private final SecretClient secrets;

  KeyVaultClient(int port, boolean tls) {
    builder =
        new SecretClientBuilder()
            .vaultUrl("https://localhost:" + port)
            .credential(new StaticToken())
            .disableChallengeResourceVerification()
            .httpClient(PlainHttp.create(tls));
    secrets = builder.buildClient();
  }

  @Override
  public String get() {
    return secrets.getSecret(SECRET).getValue();
  }

  @Override
  public String expected() {
    return CannedBodies.SECRET;
  }

  @Override
  public Supplier<Mono<String>> asyncGet() {
    var client = builder.buildAsyncClient();
    return () -> client.getSecret(SECRET).map(found -> found.getValue());
  }
}
