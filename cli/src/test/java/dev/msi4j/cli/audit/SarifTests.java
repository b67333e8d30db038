package dev.msi4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.JsonSchemas;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Checks the structure that the schema of SARIF 2.1.0 and GitHub code scanning require. */
class SarifTests {
  private static final AuditData DATA = PlantedEstate.of(500).data();
  private static final Audit AUDIT = Audit.run(DATA, Audit.RULES, Set.of());

  /** Data without the hosts, which the caller may not read. */
  private static final AuditData BLIND =
      DATA.with(
          new AuditData.Sources(
              Reading.notRead("status 403"),
              DATA.sources().lastSignIns(),
              DATA.sources().principals(),
              DATA.sources().clusterIssuers(),
              DATA.sources().issuerProblems(),
              DATA.sources().repositoryProblems(),
              DATA.sources().undeclared()));

  @Test
  void documentConformsToSchema() {
    var schema = JsonSchemas.read(SarifTests.class, "/schema/sarif-schema-2.1.0.json");
    var accepted = Set.of(AUDIT.findings().get(0).key());

    for (var audit :
        List.of(
            AUDIT,
            Audit.run(DATA, Audit.RULES, accepted),
            Audit.run(BLIND, Audit.RULES, Set.of()),
            Audit.run(DATA, List.of(), Set.of()))) {
      assertThat(JsonSchemas.errors(schema, Sarif.write(audit))).isEmpty();
    }
    assertThat(JsonSchemas.errors(schema, "{\"version\": \"2.1.0\"}")).isNotEmpty();
  }

  @Test
  void documentHasVersionAndOneRun() {
    var document = read(AUDIT);

    assertThat(document.text("version")).isEqualTo("2.1.0");
    assertThat(document.text("$schema")).endsWith("/sarif-schema-2.1.0.json");
    assertThat(document.objects("runs")).hasSize(1);
    assertThat(document.members()).containsOnlyKeys("$schema", "version", "runs");
  }

  @Test
  void ruleHasTextsAndLevel() {
    var rules = run(AUDIT).objects("tool", "driver", "rules");

    assertThat(rules).hasSameSizeAs(Audit.RULES);
    assertThat(rules)
        .allSatisfy(rule -> {
          assertThat(rule.text("id")).matches("[FRU]\\d+");
          assertThat(rule.text("shortDescription", "text")).isNotBlank();
          assertThat(rule.text("fullDescription", "text")).isNotBlank();
          assertThat(rule.text("help", "text")).isNotBlank();
          assertThat(rule.text("defaultConfiguration", "level")).isIn("error", "warning", "note");
          assertThat(Double.parseDouble(rule.textOr("", "properties", "security-severity")))
              .isBetween(0.1, 10.0);
        });
  }

  @Test
  void resultNamesRuleLocationAndFingerprint() {
    var rules = run(AUDIT).objects("tool", "driver", "rules");
    var results = run(AUDIT).objects("results");

    assertThat(results).hasSameSizeAs(AUDIT.findings());
    assertThat(results)
        .allSatisfy(result -> {
          var index = Integer.parseInt(result.textOr("", "ruleIndex"));
          assertThat(rules.get(index).text("id")).isEqualTo(result.text("ruleId"));
          assertThat(result.text("level")).isIn("error", "warning", "note");
          assertThat(result.text("message", "text")).isNotBlank();
          var locations = result.objects("locations");
          assertThat(locations).hasSize(1);
          assertThat(locations.get(0).text("physicalLocation", "artifactLocation", "uri"))
              .matches("[A-Za-z0-9._~%/-]+");
          assertThat(locations.get(0).objects("logicalLocations")).hasSize(1);
          assertThat(result.text("partialFingerprints", "ruleAndResource/v1")).isNotBlank();
          assertThat(result.value("suppressions")).isNull();
        });
  }

  @Test
  void acceptedFindingIsSuppressed() {
    var key = AUDIT.findings().get(0).key();

    var result = run(Audit.run(DATA, Audit.RULES, Set.of(key))).objects("results").get(0);

    assertThat(result.value("suppressions"))
        .isEqualTo(List.of(Map.of("kind", "external", "status", "accepted")));
  }

  @Test
  void uncheckedRuleIsNotification() {
    var invocations = run(Audit.run(BLIND, Audit.RULES, Set.of())).objects("invocations");

    assertThat(invocations.get(0).value("executionSuccessful")).isEqualTo(true);
    assertThat(invocations.get(0).objects("toolExecutionNotifications"))
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.text("message", "text")).isEqualTo("not checked: status 403");
          assertThat(each.text("associatedRule", "id")).isNotBlank();
        });
  }

  private static Resource read(Audit audit) {
    return Resource.of(JsonText.readObject(Sarif.write(audit).getBytes(StandardCharsets.UTF_8)));
  }

  private static Resource run(Audit audit) {
    return read(audit).objects("runs").get(0);
  }
}
