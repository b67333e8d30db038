package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CloudMetadataTests {
  private static final String PATH = "/metadata/endpoints";
  private static final String ORIGIN = "https://localhost:8443";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm anonymous = Arm.signIn(azure).anonymous();

  @Test
  void describesFourEndpointsAsIn2015() {
    var document = json(anonymous.get(PATH, "2015-01-01"));

    assertThat(document.properties().stream().map(member -> member.getKey()))
        .containsExactly("galleryEndpoint", "graphEndpoint", "portalEndpoint", "authentication");
    assertThat(document.path("authentication").path("loginEndpoint").asText())
        .isEqualTo(ORIGIN + "/adfs");
  }

  @Test
  void listsCloudsAsFrom2019On() {
    var clouds = json(anonymous.get(PATH, "2019-05-01"));

    assertThat(clouds.isArray()).isTrue();
    assertThat(clouds.get(0).path("resourceManager").asText()).isEqualTo(ORIGIN);
    assertThat(clouds.get(0).path("suffixes").path("storage").asText())
        .isEqualTo("core.windows.net");
  }

  @Test
  void describesOneCloudAsFrom2022On() {
    var cloud = json(anonymous.get(PATH, "2022-09-01"));

    assertThat(cloud.path("name").asText()).isEqualTo("LocalAzure");
    assertThat(cloud.path("authentication").path("loginEndpoint").asText()).isEqualTo(ORIGIN + "/");
    assertThat(cloud.path("authentication").path("tenant").asText())
        .isEqualTo(azure.tenantId().toString());
    assertThat(cloud.path("microsoftGraphResourceId").asText()).isEqualTo(ORIGIN + "/graph/");
  }

  @Test
  void getReturns400WithoutApiVersion() {
    assertThat(error(anonymous.send("GET", PATH, "", "")))
        .isEqualTo("400 MissingApiVersionParameter");
  }
}
