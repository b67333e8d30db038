package dev.msi4j.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.msi4j.Identity;
import dev.msi4j.local.LocalClock;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests what a test reports that is declared wrongly or does not reach the local Azure. */
class ExtensionFailureTests {
  private static EngineExecutionResults results;

  @BeforeAll
  static void runTests() {
    results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(
                selectClass(PodWithoutIdentity.class),
                selectClass(UnknownRole.class),
                selectClass(SeveralIdentities.class),
                selectClass(SharedClock.class),
                selectClass(PublicAuthority.class),
                selectClass(RealMetadataService.class),
                selectClass(OtherPort.class),
                selectClass(OtherFailure.class))
            .execute();
  }

  @Test
  void podWithoutIdentityFailsWithReason() {
    assertFails(
        PodWithoutIdentity.class,
        IllegalArgumentException.class,
        "host AKS_POD needs the name of a user-assigned identity");
  }

  @Test
  void unknownRoleFailsWithItsName() {
    assertFails(UnknownRole.class, Exception.class, "role is 'Reeder'");
  }

  @Test
  void identityAmongSeveralFailsWithReason() {
    assertFails(SeveralIdentities.class, Exception.class, "the test declares 2 identities");
  }

  @Test
  void clockOfSharedServerFailsWithReason() {
    assertFails(SharedClock.class, Exception.class, "the server is shared");
  }

  @Test
  void requestToPublicAuthorityIsExplained() {
    assertFails(
        PublicAuthority.class,
        LocalAzureNotReachedException.class,
        "requested a token from login.microsoftonline.com, not from the local Azure at https://");
  }

  @Test
  void requestToRealMetadataServiceIsExplained() {
    assertFails(
        RealMetadataService.class, LocalAzureNotReachedException.class, "Add @RunsAs to the test");
  }

  @Test
  void failedConnectionIsExplained() {
    assertFails(
        OtherPort.class, LocalAzureNotReachedException.class, "no server listens at the address");
  }

  @Test
  void otherFailuresAreNotChanged() {
    assertFails(OtherFailure.class, IllegalStateException.class, "of the test itself");
  }

  private static void assertFails(
      Class<?> type, Class<? extends Throwable> failure, String message) {
    var failures =
        results
            .testEvents()
            .failed()
            .filter(event ->
                event.getTestDescriptor().getUniqueId().toString().contains(type.getName()))
            .toList();

    assertThat(failures)
        .singleElement()
        .is(finishedWithFailure(instanceOf(failure), message(actual -> actual.contains(message))));
  }

  @LocalAzureTest
  static class PodWithoutIdentity {
    @Test
    @RunsAs(host = Host.AKS_POD)
    void test() {}
  }

  @LocalAzureTest
  static class UnknownRole {
    @Test
    @ManagedIdentity(roles = "Reeder")
    void test() {}
  }

  @LocalAzureTest
  static class SeveralIdentities {
    @Test
    @ManagedIdentity(name = "one")
    @ManagedIdentity(name = "two")
    void test(Identity identity) {}
  }

  @LocalAzureTest
  static class SharedClock {
    @Test
    void test(LocalClock clock) {}
  }

  @LocalAzureTest
  static class PublicAuthority {
    @Test
    void test() {
      throw new IllegalStateException(
          "token request failed", new UnknownHostException("login.microsoftonline.com"));
    }
  }

  @LocalAzureTest
  static class RealMetadataService {
    @Test
    void test() {
      throw new IllegalStateException("failed to connect to /169.254.169.254:80");
    }
  }

  @LocalAzureTest
  static class OtherPort {
    @Test
    void test() throws ConnectException {
      throw new ConnectException("localhost:1: Connection refused");
    }
  }

  @LocalAzureTest
  static class OtherFailure {
    @Test
    void test() {
      throw new IllegalStateException("of the test itself");
    }
  }
}
