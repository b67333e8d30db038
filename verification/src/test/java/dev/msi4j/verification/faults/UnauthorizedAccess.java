package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/**
 * Runs the authorization tests of all endpoints, which are part of the tests of the local Azure.
 */
final class UnauthorizedAccess {
  ReportSection run() {
    var operations = passed("dev.msi4j.local.internal.arm.EveryOperationAuthorizationTests");
    var routes = passed("dev.msi4j.local.EveryRouteTests");
    var hosts = passed("dev.msi4j.local.internal.imds.EveryHostTests");
    return ReportSection.of(
            "Unauthorized access",
            "Every declared operation was called without a token, with expired or forged tokens,"
                + " with tokens for another audience or tenant, by a principal without a role, by a"
                + " reader, and by the owner of another resource group. Every other route was called"
                + " without a token and with such tokens. The token endpoints of every hosting"
                + " environment were called without the required header or secret, and with foreign"
                + " host names. Each request was rejected like in Azure or received public"
                + " information only.")
        .figure("operation tests passed, failed", counts(operations))
        .figure("route tests passed, failed", counts(routes))
        .figure("token endpoint tests passed, failed", counts(hosts));
  }

  /** Runs the tests of a class; all of them must pass, and none may be skipped. */
  private static TestExecutionSummary passed(String tests) {
    var summary = summary(tests);
    assertThat(summary.getFailures()).extracting(Failure::getException).isEmpty();
    assertThat(summary.getTestsSucceededCount())
        .isPositive()
        .isEqualTo(summary.getTestsFoundCount());
    return summary;
  }

  private static String counts(TestExecutionSummary summary) {
    return summary.getTestsSucceededCount() + ", " + summary.getTestsFailedCount();
  }

  private static TestExecutionSummary summary(String tests) {
    var listener = new SummaryGeneratingListener();
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
