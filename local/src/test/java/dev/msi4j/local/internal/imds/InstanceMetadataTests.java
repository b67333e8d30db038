package dev.msi4j.local.internal.imds;

import static dev.msi4j.local.internal.imds.HostFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The instance metadata document of a virtual machine. */
class InstanceMetadataTests {
  private static final String VERSION = "api-version=2021-02-01";
  private static final String INSTANCE = "/metadata/instance";

  @AutoClose private static final HostFixture fixture = new HostFixture();

  @BeforeAll
  static void createMachines() {
    fixture.machine("vm");
    fixture.machine("off", false, null);
  }

  @Test
  void pathReturnsThePartOfTheDocument() {
    var whole = json(fixture.get("vm", INSTANCE, VERSION));
    var compute = json(fixture.get("vm", INSTANCE + "/compute/", VERSION + "&format=json"));

    assertThat(whole.path("compute").path("location").asText()).isEqualTo("eastus");
    assertThat(compute).isEqualTo(whole.path("compute"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/compute/location | eastus",
        "/Compute/Name | vm",
        "/compute/tagsList/0/value | core",
        "/compute/tagsList | 0/",
        "'' | compute/",
        "/compute/plan | name"
      })
  void everyPartHasAPath(String path, String text) {
    assertThat(fixture.get("vm", INSTANCE + path, VERSION + "&format=text").body().text())
        .isEqualTo(text);
  }

  @Test
  void singleValueIsTextOnly() {
    assertThat(fixture.get("vm", INSTANCE + "/compute/location", VERSION).status()).isEqualTo(400);
    assertThat(fixture.get("vm", INSTANCE + "/compute/nothing", VERSION).status()).isEqualTo(404);
    assertThat(fixture.get("vm", INSTANCE + "/compute/tagsList/7", VERSION).status())
        .isEqualTo(404);
  }

  @Test
  void missingVersionIsRejectedWithTheSupportedOnes() {
    var rejected = fixture.get("vm", INSTANCE, "");

    assertThat(rejected.status()).isEqualTo(400);
    assertThat(json(rejected).path("error").asText())
        .startsWith("Bad request. api-version was not specified in the request");
    assertThat(json(rejected).path("newest-versions")).isNotEmpty();
    assertThat(fixture.get("vm", INSTANCE, "api-version=latest").status()).isEqualTo(400);
    assertThat(json(fixture.get("vm", "/metadata/versions", "")).path("apiVersions")).isNotEmpty();
  }

  @Test
  void requestsOfOthersAndOfStoppedMachinesAreRejected() {
    assertThat(fixture.get("vm", INSTANCE, VERSION, Map.of()).status()).isEqualTo(400);
    assertThat(
            fixture
                .get(
                    "vm",
                    INSTANCE,
                    VERSION,
                    Map.of("Metadata", "true", "X-Forwarded-For", "10.0.0.9"))
                .status())
        .isEqualTo(400);
    assertThat(fixture.get("off", INSTANCE, VERSION).status()).isEqualTo(400);
  }
}
