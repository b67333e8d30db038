package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** Callers who may not, at all that answers: the walks that are among the local Azure's tests. */
final class UnauthorizedAccess {
  Section run() {
    var operations = walk("dev.msi4j.local.internal.arm.EveryOperationAuthorizationTests");
    var routes = walk("dev.msi4j.local.EveryRouteTests");
    var hosts = walk("dev.msi4j.local.internal.imds.EveryHostTests");
    return Section.of(
            "Those who may not",
            "Every operation that is declared was asked without a token, with tokens that had"
                + " expired, were forged, or were another audience's or tenant's, by a principal"
                + " without a role, by a reader, and by the owner of another resource group; every"
                + " other route without a token and with such tokens; the token endpoints of every"
                + " kind of host without proof of being inside, and by names that lead there from"
                + " elsewhere. Each was refused as Azure does, or was told what everybody may know;"
                + " none saw what was hidden.")
        .figure("cases with operations, failed", operations + ", 0")
        .figure("cases with other routes, failed", routes + ", 0")
        .figure("cases with token endpoints, failed", hosts + ", 0");
  }

  /** Runs the tests of a class, and returns how many cases there were. */
  private static long walk(String tests) {
    var summary = summary(tests);
    assertThat(summary.getFailures()).extracting(Failure::getException).isEmpty();
    assertThat(summary.getTestsSucceededCount())
        .isPositive()
        .isEqualTo(summary.getTestsFoundCount());
    return summary.getTestsSucceededCount();
  }

  private static TestExecutionSummary summary(String tests) {
    var listener = new SummaryGeneratingListener();
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
