package dev.msi4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuditTests {
  private static final int IDENTITIES = 10_000;

  @Test
  void auditFindsPlantedFaultsAndNoOthers() {
    var estate = PlantedEstate.of(IDENTITIES);

    var audit = Audit.run(estate.data(), Audit.RULES, Set.of());

    assertThat(estate.credentialCount()).isGreaterThan(29_900);
    assertThat(audit.notChecked()).isEmpty();
    assertThat(found(audit)).isEqualTo(estate.expected());
  }

  @Test
  void planHasFaultsOfEveryRule() {
    assertThat(PlantedEstate.of(500).expected().keySet())
        .isEqualTo(Audit.RULES.stream().map(Rule::id).collect(Collectors.toSet()));
  }

  @Test
  void guideListsEveryRule() throws IOException {
    var guide = Files.readString(Path.of("..", "docs", "guide", "audit.md"));

    assertThat(guide.lines().filter(line -> line.matches("\\| [FRU]\\d+ \\|.*")))
        .containsExactlyElementsOf(
            Audit.RULES.stream()
                .map(each ->
                    "| "
                        + String.join(
                            " | ", each.id(), each.severity().word(), each.title(), each.remedy())
                        + " |")
                .toList());
  }

  @Test
  void findingsAreUniqueForRuleAndResource() {
    var audit = Audit.run(PlantedEstate.of(500).data(), Audit.RULES, Set.of());

    assertThat(audit.findings()).extracting(Finding::key).doesNotHaveDuplicates();
  }

  @Test
  void findingsStartWithHighestSeverity() {
    var audit = Audit.run(PlantedEstate.of(500).data(), Audit.RULES, Set.of());

    assertThat(audit.findings().get(0).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(audit.findings())
        .extracting(Finding::severity)
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  @Test
  void fullIdentityHasHigherSeverity() {
    var audit = Audit.run(PlantedEstate.of(500).data(), Audit.RULES, Set.of());

    assertThat(audit.findings().stream().filter(each -> each.rule().id().equals("F11")))
        .extracting(Finding::severity)
        .containsExactlyInAnyOrder(Severity.HIGH, Severity.LOW, Severity.LOW);
  }

  @Test
  void ruleWithoutDataIsNotChecked() {
    var data = PlantedEstate.of(500).data();
    var sources = data.sources();
    var blind =
        data.with(
            new AuditData.Sources(
                sources.hosts(),
                Reading.notRead("403"),
                Reading.notRead("403"),
                Reading.notRead("403"),
                sources.issuerProblems(),
                sources.repositoryProblems(),
                sources.undeclared()));

    var audit = Audit.run(blind, Audit.RULES, Set.of());

    assertThat(audit.notChecked())
        .extracting(each -> each.rule().id())
        .containsExactly("F12", "R5", "U2");
    assertThat(found(audit)).doesNotContainKeys("F12", "R5", "U2").containsKeys("F1", "U1");
  }

  @Test
  void baselineAcceptsFindingsOfItsKeys() {
    var data = PlantedEstate.of(500).data();
    var all = Audit.run(data, Audit.RULES, Set.of());
    var accepted = all.findings().stream().skip(5).map(Finding::key).collect(Collectors.toSet());

    var audit = Audit.run(data, Audit.RULES, accepted);

    assertThat(audit.open()).hasSize(5);
    assertThat(audit.findings()).hasSameSizeAs(all.findings());
  }

  private static Map<String, Set<String>> found(Audit audit) {
    return audit.findings().stream()
        .collect(
            Collectors.groupingBy(
                each -> each.rule().id(),
                TreeMap::new,
                Collectors.mapping(each -> each.place().resource(), Collectors.toSet())));
  }
}
