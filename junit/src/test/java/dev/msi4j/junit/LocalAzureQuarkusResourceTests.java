package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.msi4j.local.LocalAzure;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(value = RunsAs.LOCK, mode = ResourceAccessMode.READ_WRITE)
class LocalAzureQuarkusResourceTests {
  private final LocalAzureQuarkusResource resource = new LocalAzureQuarkusResource();

  /** A test of Quarkus, whose fields are injected. */
  private static final class QuarkusTestFields {
    private @Nullable AzureSandbox sandbox;
    private @Nullable LocalAzure azure;
  }

  @Test
  void startEntersEnvironmentOfIdentityAndStopLeavesIt() {
    var before = System.getenv();
    resource.init(Map.of("identity", "shop", "host", "APP_SERVICE"));

    assertThat(resource.start()).isEmpty();
    try {
      var fields = injected();
      var sandbox = Objects.requireNonNull(fields.sandbox);
      var vault = new TokenRequestContext().addScopes("https://vault.azure.net/.default");
      var token = new DefaultAzureCredentialBuilder().build().getTokenSync(vault);

      AzureAssertions.assertThat(token).belongsTo(sandbox.createIdentity("shop"));
      assertThat(sandbox.azure()).isSameAs(fields.azure);
      assertThat(System.getenv()).containsKey("IDENTITY_ENDPOINT");
    } finally {
      resource.stop();
    }
    assertThat(System.getenv()).isEqualTo(before).doesNotContainKey("IDENTITY_ENDPOINT");
  }

  private QuarkusTestFields injected() {
    var fields = new QuarkusTestFields();
    resource.inject((value, predicate) -> {
      for (var field : QuarkusTestFields.class.getDeclaredFields()) {
        if (predicate.test(field)) {
          set(fields, field.getName(), value);
        }
      }
    });
    return fields;
  }

  private static void set(QuarkusTestFields fields, String name, Object value) {
    switch (name) {
      case "sandbox" -> fields.sandbox = (AzureSandbox) value;
      case "azure" -> fields.azure = (LocalAzure) value;
      default -> throw new IllegalArgumentException(name);
    }
  }

  @Test
  void initRejectsUnknownHost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resource.init(Map.of("host", "MOON")))
        .withMessageContaining(
            "host of LocalAzureQuarkusResource is 'MOON': it must be one of [VM");
  }

  @Test
  void initRejectsUnknownArgument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resource.init(Map.of("name", "shop")))
        .withMessageContaining("argument 'name' of LocalAzureQuarkusResource is unknown");
  }
}
