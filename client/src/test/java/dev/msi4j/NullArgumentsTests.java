package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.federation.Buildkite;
import dev.msi4j.federation.ClaimsExpression;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.FederationOptions;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.federation.Kubernetes;
import dev.msi4j.federation.PresentedToken;
import dev.msi4j.federation.SubjectPlacement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that null as an argument or within a collection is rejected with the name of the argument.
 */
@SuppressWarnings("NullAway")
class NullArgumentsTests {
  private static final ResourceId ID = ResourceId.userAssignedIdentity("s", "g", "n");

  static Stream<Arguments> calls() {
    var listOfNull = Collections.<String>singletonList(null);
    var nullValue = Collections.<String, String>singletonMap("k", null);
    var nullKey = Collections.<String, String>singletonMap(null, "v");
    var credentials = DesiredCredentials.builder();
    return Stream.of(
        call("value of the tag 'k'", () -> Identity.builder().tag("k", null)),
        call("name", () -> Identity.builder().tag(null, "v")),
        call("tags['k']", () -> Identity.builder().tags(nullValue)),
        call("a key of tags", () -> Identity.builder().tags(nullKey)),
        call("tags", () -> Identity.builder().tags(null)),
        call("value of the tag 'k'", () -> IdentityUpdate.builder().tag("k", null)),
        call("name", () -> IdentityUpdate.builder().tag(null, "v")),
        call("name", () -> IdentityUpdate.builder().withoutTag(null)),
        call("tags['k']", () -> IdentityUpdate.builder().tags(nullValue)),
        call("audiences[0]", () -> FederatedIdentityCredential.builder().audiences(listOfNull)),
        call(
            "audiences[1]",
            () -> FederatedIdentityCredential.builder().audiences("api://x", (String) null)),
        call(
            "audiences",
            () -> FederatedIdentityCredential.builder().audiences((List<String>) null)),
        call("audiences", () -> FederatedIdentityCredential.builder().audiences((String[]) null)),
        call(
            "audiences[0]",
            () -> FlexibleFederatedIdentityCredential.builder().audiences(listOfNull)),
        call("providers[0]", () -> AssignmentRestrictions.of(listOfNull)),
        call("providers[0]", () -> AssignmentRestrictions.of((String) null)),
        call(
            "versions['operations']",
            () -> ApiProfile.of(Collections.singletonMap(OperationGroup.OPERATIONS, null))),
        call("value", () -> ClaimsMatchingExpression.of(null)),
        call("policy", () -> new ManagedServiceIdentityClientBuilder().addPolicy(null)),
        call("subject", () -> credentials.trust(null)),
        call("subject", () -> credentials.trust("n", null)),
        call("credential", () -> credentials.credential(null)),
        call(
            "name",
            () -> credentials.credential(null, FederatedIdentityCredential.builder().build())),
        call(
            "existing[" + ID + "]",
            () -> SubjectPlacement.of(Collections.singletonMap(ID, null), List.of())),
        call(
            "existing[" + ID + "][0]",
            () ->
                SubjectPlacement.of(
                    Map.of(ID, Collections.<FederatedIdentityCredential>singletonList(null)),
                    List.of())),
        call(
            "subjects[0]",
            () -> SubjectPlacement.of(Map.of(), Arrays.asList((FederatedSubject) null))),
        call("other", () -> ClaimsExpression.eq("a", "b").and(null)),
        call("claims", () -> ClaimsExpression.eq("a", "b").test(null)),
        call("expression", () -> ClaimsExpression.parse(null)),
        call("expression", () -> FederatedSubject.of("https://i.example", (ClaimsExpression) null)),
        call(
            "cloud",
            () -> FederatedSubject.of("https://i.example", "s").credential((AzureCloud) null)),
        call("subject", () -> PresentedToken.of("i", null, "a")),
        call("token", () -> PresentedToken.parse(null)),
        call("cloud", () -> FederationOptions.builder().cloud(null)),
        call("baseDelay", () -> FederationOptions.builder().baseDelay(null)),
        call("awaitTimeout", () -> FederationOptions.builder().awaitTimeout(null)),
        call("issuer", () -> Kubernetes.cluster(null)),
        call("namespace", () -> Kubernetes.cluster("https://i").serviceAccount(null, "n")),
        call("issuer", () -> GitHubActions.repository("o", "r").issuer(null)),
        call("id", () -> Buildkite.pipeline((UUID) null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void nullIsRejectedWithItsName(String parameter, ThrowingCallable call) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .withMessage(parameter + " must not be null");
  }

  private static Arguments call(String parameter, ThrowingCallable call) {
    return Arguments.of(parameter, Named.of("call", call));
  }
}
