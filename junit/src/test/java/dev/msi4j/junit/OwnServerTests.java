package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import dev.msi4j.Identity;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalClock;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests classes with servers of their own. */
class OwnServerTests {
  private static final String RESOURCE = "api://shop";

  // @start region=options
  @RegisterExtension
  static final LocalAzureExtension AZURE =
      LocalAzureExtension.withServer(LocalAzure.builder().resource("api://shop"));

  // @end

  @Test
  void testsOfClassHaveServerWithOptions(
      AzureSandbox azure, @ManagedIdentity Identity app, LocalAzure server) {
    var scope = new TokenRequestContext().addScopes(RESOURCE + "/.default");

    var token = azure.credential(app).getTokenSync(scope);

    AzureAssertions.assertThat(token).belongsTo(app).hasAudience(RESOURCE);
    assertThat(azure.azure()).isSameAs(server);
  }

  @Test
  @RunsAs(identity = "app")
  void environmentIsThatOfOwnServer(LocalAzure server) {
    assertThat(System.getenv("MSI4J_ARM_ENDPOINT")).isEqualTo(server.armEndpoint());
    assertThat(new SecretReader().signIn()).isNotNull();
  }

  @Test
  void tokenEndpointRespondsBeforeFirstTest(AzureSandbox azure, LocalAzure server) {
    assertThat(server.requests().get(0).operation()).isEqualTo("hosts/vm");
    assertThat(azure.requests().forOperation("hosts/vm")).isEmpty();
  }

  @Test
  void clockOfOwnServerCanBeFrozen(LocalClock clock) {
    clock.freeze();
    var frozen = clock.instant();
    clock.advance(Duration.ofSeconds(1));

    assertThat(clock.instant()).isEqualTo(frozen.plusSeconds(1));
    clock.resume();
  }

  @Nested
  class InNestedClass {
    @Test
    void serverIsThatOfOuterClass(AzureSandbox azure, @ManagedIdentity Identity app) {
      var scope = new TokenRequestContext().addScopes(RESOURCE + "/.default");

      assertThat(azure.credential(app).getTokenSync(scope)).isNotNull();
    }
  }
}
