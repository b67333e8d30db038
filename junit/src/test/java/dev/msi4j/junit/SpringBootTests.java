package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.msi4j.Identity;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;

// @start region=test
@SpringBootTest
@LocalAzureTest
@RunsAs(identity = "shop")
class SpringBootTests {
  @Autowired private TokenCredential credential;

  @Test
  void applicationSignsInAsItsIdentity(@ManagedIdentity(name = "shop") Identity shop) {
    var vault = new TokenRequestContext().addScopes("https://vault.azure.net/.default");

    AzureAssertions.assertThat(credential.getTokenSync(vault)).belongsTo(shop);
  }

  // @end

  @Test
  void propertiesAreThoseOfLocalAzure(
      @Value("${spring.cloud.azure.profile.environment.active-directory-endpoint}")
          String authority,
      AzureSandbox azure) {
    assertThat(authority).isEqualTo(azure.azure().authorityHost());
  }

  @SpringBootConfiguration
  static class Application {
    // @start region=bean
    @Bean
    TokenCredential credential() {
      return new DefaultAzureCredentialBuilder().build();
    }
    // @end
  }
}
