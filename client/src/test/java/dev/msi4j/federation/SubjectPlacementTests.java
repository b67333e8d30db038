package dev.msi4j.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubjectPlacementTests {
  private static final ResourceId A = FakeAzure.id("one");
  private static final ResourceId B = FakeAzure.id("two");
  private static final ResourceId C = FakeAzure.id("three");

  @Test
  void identitiesNeededIncludesUnplacedSubjects() {
    var placement = SubjectPlacement.of(empty(A, B), subjects(45));

    assertThat(placement.placed().get(A)).hasSize(20);
    assertThat(placement.placed().get(B)).hasSize(20);
    assertThat(placement.unplaced()).hasSize(5);
    assertThat(placement.additionalIdentities()).isEqualTo(1);
    assertThat(placement.identitiesNeeded()).isEqualTo(3);
    assertThat(SubjectPlacement.of(empty(A, B, C), subjects(5)).identitiesNeeded()).isEqualTo(1);
  }

  @Test
  void placementCountsExistingCredentials() {
    var existing = Map.of(A, FakeAzure.credentials(18));

    var placement = SubjectPlacement.of(existing, subjects(3));

    assertThat(placement.placed().get(A)).hasSize(2);
    assertThat(placement.unplaced()).hasSize(1);
  }

  @Test
  void trustedSubjectKeepsItsIdentity() {
    var existing = new LinkedHashMap<ResourceId, List<FederatedIdentityCredential>>();
    existing.put(A, List.of());
    existing.put(B, List.of(subjects(1).get(0).credential("api://any")));

    assertThat(SubjectPlacement.of(existing, subjects(2)).placed())
        .containsEntry(A, List.of(subjects(2).get(1)))
        .containsEntry(B, subjects(1));
  }

  @ParameterizedTest
  @EnumSource
  void placementIsWrittenByReconcileAll(ClientMode clientMode) {
    var azure = new FakeAzure();
    var identities = List.of(azure.identity("one"), azure.identity("two"));
    var client = clientMode.client(azure, new TestDelays());

    var placement = client.place(identities, subjects(30));
    var result = client.reconcileAll(placement.desired());

    assertThat(result.outcomes(CredentialStatus.CREATED)).hasSize(30);
    assertThat(azure.credentials(identities.get(0))).hasSize(20);
    assertThat(azure.credentials(identities.get(1))).hasSize(10);
  }

  @Test
  void capacityTextListsNames() {
    var azure = new FakeAzure();
    var identity = azure.identity("one");
    azure.put(identity, "main", FakeAzure.credential("s"));

    var capacity = ClientMode.BLOCKING.client(azure, new TestDelays()).capacity(identity);

    assertThat(capacity).hasToString("1 of 20 used: main");
    assertThat(capacity.free()).isEqualTo(19);
  }

  @Property(tries = 200)
  void additionalSubjectDoesNotMoveOthers(
      @ForAll @IntRange(max = 70) int count, @ForAll @IntRange(min = 0, max = 70) int at) {
    var subjects = subjects(count);
    var before = SubjectPlacement.of(empty(A, B, C), subjects);
    var more = new ArrayList<>(subjects);
    var another = FederatedSubject.of("https://issuer.example.com", "another");

    more.add(another);
    var appended = SubjectPlacement.of(empty(A, B, C), more);
    before.placed().forEach((id, all) -> assertThat(appended.placed().get(id)).containsAll(all));

    more.remove(another);
    more.add(Math.min(at, count), another);
    var written = SubjectPlacement.of(asWritten(before), more);
    before.placed().forEach((id, all) -> assertThat(written.placed().get(id)).containsAll(all));
  }

  private static Map<ResourceId, List<FederatedIdentityCredential>> asWritten(
      SubjectPlacement placement) {
    var existing = new LinkedHashMap<ResourceId, List<FederatedIdentityCredential>>();
    placement
        .placed()
        .forEach((id, subjects) ->
            existing.put(id, subjects.stream().map(FederatedSubject::credential).toList()));
    return existing;
  }

  private static Map<ResourceId, List<FederatedIdentityCredential>> empty(ResourceId... ids) {
    var existing = new LinkedHashMap<ResourceId, List<FederatedIdentityCredential>>();
    for (var id : ids) {
      existing.put(id, List.of());
    }
    return existing;
  }

  private static List<FederatedSubject> subjects(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> FederatedSubject.of("https://issuer.example.com", "placed-" + i))
        .toList();
  }
}
