package dev.msi4j.local.federation;

import static dev.msi4j.local.Workload.claims;
import static dev.msi4j.local.Workload.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client assertions that Microsoft Entra issued. */
class EntraIssuersTests {
  private static final String ISSUER =
      "https://login.microsoftonline.com/0fe1a3b5-2222-4333-8444-123456789abc/v2.0";
  private static final String SERVICE_CONNECTION =
      "/eid1/c/pub/t/taPhDyIiM0OERBI0VniavA/a/rISbSSETf0KqFyZ6mFeXmA/sc"
          + "/5a6b7c8d-1111-4222-8333-123456789abc/9e8d7c6b-1111-4222-8333-123456789abc";
  private static final String OLD_ISSUER =
      "https://vstoken.dev.azure.com/5a6b7c8d-1111-4222-8333-123456789abc";
  private static final String OLD_SUBJECT = "sc://contoso/shop/deploy";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final LocalIssuer entra = azure.createIssuer("entra", ISSUER);
  private static final Workload workload =
      Workload.as(azure, "deployer")
          .trust("service-connection", ISSUER, SERVICE_CONNECTION)
          .trust("principal", ISSUER, "0a0b0c0d-1111-4222-8333-123456789abc");

  @ParameterizedTest
  @ValueSource(strings = {"api://AzureADTokenExchange", "fb60f99c-7a34-4190-8149-302f77469936"})
  void serviceConnectionOfAzureDevOpsIsExchanged(String audience) throws Exception {
    var token = entra.token(TokenClaims.of(SERVICE_CONNECTION).audience(audience));

    assertThat(claims(workload.exchange(token)).getStringClaim("oid"))
        .isEqualTo(workload.principalId());
  }

  @Test
  void serviceConnectionOfTheOldFormIsExchanged() {
    var devOps = azure.createIssuer("devops", OLD_ISSUER);
    workload.trust("old-connection", OLD_ISSUER, OLD_SUBJECT);

    assertThat(workload.exchange(devOps.token(TokenClaims.of(OLD_SUBJECT))).status())
        .isEqualTo(200);
  }

  @Test
  void anotherServiceConnectionIsRejected() {
    var other = SERVICE_CONNECTION.replace("9e8d7c6b", "00000000");

    assertThat(error(workload.exchange(entra.token(TokenClaims.of(other)))))
        .isEqualTo("401 invalid_client 700213");
  }

  @Test
  void applicationIdOfTheTokenExchangeIsNoAudienceOfOtherIssuers() {
    var cluster = azure.createIssuer("cluster");
    workload.trust("cluster", cluster.url(), "job");
    var claims = TokenClaims.of("job").audience("fb60f99c-7a34-4190-8149-302f77469936");

    assertThat(error(workload.exchange(cluster.token(claims))))
        .isEqualTo("401 invalid_client 700212");
  }

  @Test
  void tokenOfAPrincipalIsRejectedForAManagedIdentity() {
    var token = entra.token(TokenClaims.of("0a0b0c0d-1111-4222-8333-123456789abc"));

    assertThat(error(workload.exchange(token))).isEqualTo("401 invalid_client 700222");
  }

  @Test
  void tokenOfThisServerIsRejectedForAManagedIdentity() {
    var own = azure.authorityHost() + "/" + azure.tenantId() + "/v2.0";
    var claims = TokenClaims.of("0a0b0c0d-1111-4222-8333-123456789abc").claim("iss", own);

    assertThat(error(workload.exchange(entra.token(claims))))
        .isEqualTo("401 invalid_client 700222");
  }

  @Test
  void subjectOfAServiceConnectionIsNotEnoughForAnIssuerOfVersion1() {
    var claims =
        TokenClaims.of(SERVICE_CONNECTION)
            .claim("iss", "https://sts.windows.net/0fe1a3b5-2222-4333-8444-123456789abc/");

    assertThat(error(workload.exchange(entra.token(claims))))
        .isEqualTo("401 invalid_client 700222");
  }
}
