package dev.msi4j.local.internal.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTests {
  private static final String WRITE = "Microsoft.Authorization/roleAssignments/write";
  private static final String ONE = "11111111-1111-1111-1111-111111111111";
  private static final String TWO = "22222222-2222-2222-2222-222222222222";

  /** A request with an attribute of each type. */
  private static final ConditionContext CONTEXT =
      new ConditionContext(
          WRITE,
          Map.of(
              "request[r]", "Abc",
              "request[n]", "5",
              "request[g]", ONE,
              "resource[b]", "true",
              "environment[t]", "2026-01-01T00:00:00Z",
              "principal[p]", "Abc"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "@Request[r] StringEquals 'Abc' ; true",
        "@Request[r] StringEquals 'abc' ; false",
        "@Request[R] stringEqualsIgnoreCase 'ABC' ; true",
        "@Request[r] StringNotEquals 'x' ; true",
        "@Request[r] StringStartsWith 'Ab' ; true",
        "@Request[r] StringNotStartsWith 'Ab' ; false",
        "@Request[r] StringLike 'A?c' ; true",
        "@Request[r] StringLike '*b' ; false",
        "@Request[r] StringEquals @Principal[p] ; true",
        "@Request[r] StringEquals @Principal[none] ; false",
        "@Request[n] NumericEquals 5.0 ; true",
        "@Request[n] NumericLessThan 5 ; false",
        "@Request[n] NumericGreaterThanEquals 5 ; true",
        "@Resource[b] BoolEquals true ; true",
        "@Resource[b] BoolNotEquals true ; false",
        "@Environment[t] DateTimeLessThan '2026-06-01T00:00:00Z' ; true",
        "@Request[g] GuidEquals 11111111-1111-1111-1111-111111111111 ; true",
        "@Request[g] GuidNotEquals 11111111-1111-1111-1111-111111111111 ; false",
        "@Request[r] ForAnyOfAnyValues:StringEquals {'x', 'Abc'} ; true",
        "@Request[r] ForAllOfAllValues:StringEquals {'x', 'Abc'} ; false",
        "@Request[r] ForAnyOfAllValues:StringNotEquals {'x', 'y'} ; true",
        "@Request[r] ForAnyOfAllValues:StringNotEquals {'x', 'Abc'} ; false",
        "Exists @Request[r] ; true",
        "NOT Exists @Request[x] ; true",
        "@Request[missing] StringNotEquals 'x' ; false",
        "ActionMatches{'Microsoft.Authorization/roleAssignments/*'} ; true",
        "ActionMatches{'Microsoft.Authorization/roleAssignments/delete'} ; false",
        "SubOperationMatches{'Blob.List'} ; false",
        "!(Exists @Request[r]) OR @Request[n] NumericEquals 5 ; true",
        "Exists @Request[r] && !Exists @Request[n] || Exists @Resource[b] ; true",
        "Exists @Request[x] AND (Exists @Request[y] OR Exists @Request[r]) ; false"
      })
  void isMetEvaluatesExpression(String text, boolean expected) {
    assertThat(Condition.parse(text).isMet(CONTEXT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "\"\" ; expected '@' at position 1",
        "@Request[r] ; expected a word at position 12",
        "@Request[r] Equals 'x' ; unknown operator 'Equals' at position 13",
        "@Somewhere[r] StringEquals 'x' ; unknown attribute source 'Somewhere' at position 2",
        "@Request[] StringEquals 'x' ; expected the name of an attribute",
        "@Request[r StringEquals 'x' ; expected the name of an attribute",
        "@Request[r] Some:StringEquals 'x' ; unknown quantifier 'Some'",
        "@Request[r] StringEquals {'x', 'y'} ; several values need a quantifier",
        "@Request[r] GuidEquals 5 ; the value '5' does not fit the operator GuidEquals",
        "@Request[r] NumericEquals 'x' ; the value 'x' does not fit the operator NumericEquals",
        "@Request[r] StringEquals 'x ; expected the end of the text in quotes",
        "ActionMatches{'x' ; expected '}'",
        "(Exists @Request[r] ; expected ')'",
        "Exists @Request[r] x ; unexpected 'x' at position 20"
      })
  void parseRejectsInvalidText(String text, String message) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(ConditionException.class)
        .hasMessageContaining(message);
  }

  @Test
  void parseLimitsDepth() {
    var text = "(".repeat(10_000) + "Exists @Request[r]" + ")".repeat(10_000);

    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(ConditionException.class)
        .hasMessageContaining("nested expressions");
  }

  @Test
  void conditionsOfBuiltInRolesAreValid() {
    assertThat(new Roles().builtIn().stream().flatMap(role -> role.permissions().stream()))
        .filteredOn(permission -> permission.condition() != null)
        .hasSize(6)
        .allSatisfy(permission -> Condition.parse(String.valueOf(permission.condition())));
  }

  @Test
  void storedRoleKeepsCondition() {
    var role = new Roles().builtIn("8b54135c-b56d-4d72-a534-26097cfdc8d8").orElseThrow();

    assertThat(Json.read(Json.write(role), Role.class)).isEqualTo(role);
  }

  @Test
  void roleOfVaultAdministratorAllowsItsRolesOnly() {
    var role = new Roles().builtIn("8b54135c-b56d-4d72-a534-26097cfdc8d8").orElseThrow();
    var access = new Access(List.of(new Grant(Scope.of("/s/1"), role)));

    assertThat(access.allows(WRITE, "/s/1")).isTrue();
    assertThat(access.allows(write("4633458b-17de-408a-b874-0445c86b69e6"), "/s/1")).isTrue();
    assertThat(access.allows(write(Roles.OWNER), "/s/1")).isFalse();
    assertThat(access.allows(write("4633458b-17de-408a-b874-0445c86b69e6"), "/s/2")).isFalse();
  }

  private static ConditionContext write(String role) {
    return ConditionContext.of(
        WRITE,
        new RoleAssignment(
            ONE, "/s/1", "/x/" + role, TWO, "ServicePrincipal", null, "", "", "", "", null));
  }
}
