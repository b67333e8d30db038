package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.VERSION;
import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.InvalidTokens;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies the authorization of every declared operation, including operations added later. */
class EveryOperationAuthorizationTests {
  private static final String ARM = "https://management.azure.com";
  private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String MANAGEMENT_GROUP =
      "/providers/Microsoft.Management/managementGroups/hidden-name";
  private static final int MIN_OPERATIONS = 90;

  /** The expected error of each kind of invalid token, unless it is the default. */
  private static final Map<String, String> AUTHORIZATION_ERRORS =
      Map.of(
          "expired",
          "401 ExpiredAuthenticationToken",
          "for another audience",
          "401 InvalidAuthenticationTokenAudience");

  /**
   * Operations for any authenticated caller: the responses hold public or the caller's own data.
   */
  private static final Pattern FOR_ANY_CALLER =
      Pattern.compile(
          "Microsoft\\.Resources/(tenants|subscriptions|subscriptions/operationresults)/read"
              + "|Microsoft\\.Authorization/(permissions|providerOperations)/read"
              + "|Microsoft\\.Management/(managementGroups|operationResults)/read"
              + "|[\\w.]+/operations/read"
              + "|[\\w.]+/locations/operation(s|Results)/read");

  /**
   * Writes whose required permission depends on the stored state. They are rejected like other
   * writes here, because the group of the requests exists and is not the root group.
   */
  private static final Pattern CHECKED_BY_HANDLER =
      Pattern.compile("Microsoft\\.Management/managementGroups/(subscriptions/)?write");

  private static final TestClock clock = new TestClock();
  @AutoClose private static final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private static Map<String, String> invalidTokens;
  private static Arm unprivileged;
  private static Arm roleless;
  private static Arm reader;
  private static Arm otherOwner;

  @BeforeAll
  static void createCallers() {
    invalidTokens = InvalidTokens.tokens(azure, clock, ARM);
    var owner = Arm.signIn(azure);
    owner.createGroup(EveryOperation.GROUP);
    owner.createGroup("open-group");
    createManagementGroup(owner);
    owner.createIdentity(EveryOperation.GROUP, "hidden-identity");
    owner.createIdentity("open-group", "open-identity");
    unprivileged = owner.anonymous();
    roleless = Arm.signIn(azure, azure.createServicePrincipal("roleless"));
    reader = with(owner, MANAGEMENT_GROUP, READER);
    otherOwner = with(owner, owner.group("open-group"), OWNER);
  }

  /** Creates the management group of the requests, which contains the subscription. */
  private static void createManagementGroup(Arm owner) {
    assertThat(owner.put(MANAGEMENT_GROUP, "2021-04-01", "{}").status()).isEqualTo(200);
    assertThat(owner.put(MANAGEMENT_GROUP + owner.subscription(), "2021-04-01", "").status())
        .isEqualTo(200);
  }

  private static Arm with(Arm owner, String scope, String role) {
    var principal = azure.createServicePrincipal("caller");
    owner.assign(scope, principal, role);
    return Arm.signIn(azure, principal);
  }

  static List<EveryOperation> operations() {
    return EveryOperation.of(azure);
  }

  @Test
  void operationsCoverAllDeclarations() {
    assertThat(operations()).hasSizeGreaterThan(MIN_OPERATIONS);
    assertThat(operations())
        .extracting(each -> each.operation().namespace())
        .contains(
            "Microsoft.Authorization",
            "Microsoft.Compute",
            "Microsoft.ManagedIdentity",
            "Microsoft.Network",
            "Microsoft.Resources");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationReturns401WithoutToken(EveryOperation each) {
    var answer = each.send(unprivileged);

    assertThat(error(answer)).isEqualTo("401 AuthenticationFailed");
    assertThat(challenge(answer)).startsWith("Bearer authorization_uri=\"https://localhost:8443\"");
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationReturns401ForInvalidToken(EveryOperation each) {
    invalidTokens.forEach((name, token) -> {
      var answer = each.send(unprivileged.bearing(token));

      assertThat(error(answer))
          .as(name)
          .isEqualTo(AUTHORIZATION_ERRORS.getOrDefault(name, "401 InvalidAuthenticationToken"));
      assertThat(challenge(answer)).as(name).contains("error=\"invalid_token\"");
      assertThat(answer.body().text()).as(name).doesNotContain(token);
    });
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationReturns403WithoutRole(EveryOperation each) {
    var answer = each.send(roleless);

    if (each.operation().authorization().required() == RequiredPermission.NOTHING) {
      assertThat(answer.status()).isNotIn(401, 403).isLessThan(500);
    } else {
      assertRejected(each, answer);
    }
    assertShowsNothingHidden(answer);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationAllowsReaderToReadOnly(EveryOperation each) {
    var answer = each.send(reader);

    if (each.reads() || each.operation().authorization().required() == RequiredPermission.NOTHING) {
      assertThat(answer.status()).isNotIn(401, 403).isLessThan(500);
    } else {
      assertRejected(each, answer);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationReturns403ForOwnerOfOtherGroup(EveryOperation each) {
    var answer = each.send(otherOwner);

    switch (each.operation().authorization().required()) {
      case ACTION, CHECKED_BY_HANDLER -> assertRejected(each, answer);
      case NOTHING -> assertThat(answer.status()).isNotIn(401, 403).isLessThan(500);
      case ANY_ROLE, ACTION_WITHIN -> {
        if (each.isInGroup()) {
          assertRejected(each, answer);
        } else {
          assertThat(answer.status()).isNotIn(401, 403).isLessThan(500);
        }
      }
    }
    assertShowsNothingHidden(answer);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void writeRequiresPermissionBeyondRead(EveryOperation each) {
    var writes = Set.of("PUT", "PATCH", "DELETE").contains(each.operation().method());

    if (writes) {
      assertThat(each.reads()).isFalse();
      assertThat(each.operation().authorization().required())
          .isEqualTo(
              CHECKED_BY_HANDLER.matcher(each.operation().action()).matches()
                      && each.operation().method().equals("PUT")
                  ? RequiredPermission.CHECKED_BY_HANDLER
                  : RequiredPermission.ACTION);
    }
    if (each.operation().authorization().required() == RequiredPermission.NOTHING) {
      assertThat(each.operation().action()).matches(FOR_ANY_CALLER);
    }
  }

  /** Asserts that the error names the caller, the action and a scope that covers the request. */
  private static void assertRejected(EveryOperation each, Response answer) {
    assertThat(error(answer)).isEqualTo("403 AuthorizationFailed");
    var message = message(answer);
    assertThat(message).contains("perform action '" + each.operation().action() + "'");
    var scope = message.replaceFirst("(?s).* over scope '(.*)' or the scope is invalid.*", "$1");
    assertThat(each.path() + "/").startsWith(scope + "/");
    if (each.isInGroup()) {
      assertThat(scope).contains("/resourceGroups/" + EveryOperation.GROUP);
    }
    if (each.operation().template().endsWith("}") && each.operation().method().equals("PUT")) {
      assertThat(scope).isEqualTo(each.path());
    }
  }

  private static void assertShowsNothingHidden(Response answer) {
    if (answer.status() < 400) {
      assertThat(answer.body().text()).doesNotContain("hidden-identity", EveryOperation.GROUP);
    }
  }

  private static String challenge(Response answer) {
    return answer.headers().first("WWW-Authenticate").orElse("");
  }

  @Test
  void listShowsOwnGroupToOwnerOfOtherGroup() {
    var all = otherOwner.subscription() + "/providers/Microsoft.ManagedIdentity";

    assertThat(otherOwner.get(all + "/userAssignedIdentities", VERSION).body().text())
        .contains("open-identity");
  }
}
