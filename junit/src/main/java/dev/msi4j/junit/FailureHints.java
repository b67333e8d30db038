package dev.msi4j.junit;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Explains failures of tests whose code did not reach the local Azure. */
final class FailureHints {
  private static final List<String> PUBLIC_AUTHORITIES =
      List.of(
          "login.microsoftonline.com",
          "login.microsoftonline.us",
          "login.chinacloudapi.cn",
          "login.partner.microsoftonline.cn");
  private static final String REAL_IMDS = "169.254.169.254";
  private static final String NO_CREDENTIAL = "CredentialUnavailableException";

  private final Supplier<String> origin;
  private final boolean asWorkload;

  /**
   * Creates hints for a test.
   *
   * @param origin returns the origin of the local Azure
   * @param asWorkload whether the test has the environment of {@link RunsAs}
   */
  FailureHints(Supplier<String> origin, boolean asWorkload) {
    this.origin = origin;
    this.asWorkload = asWorkload;
  }

  /** Returns the explanation of a failure; empty if the failure has other reasons. */
  Optional<String> explain(Throwable failure) {
    if (failure instanceof AssertionError) {
      // The test reached its assertions; texts in them are not the address of a request.
      return Optional.empty();
    }
    var all = all(failure);
    return authority(all)
        .or(() -> imds(all))
        .or(() -> unknownHost(all))
        .or(() -> tls(all))
        .or(() -> connection(all))
        .or(() -> credential(all));
  }

  private Optional<String> authority(Set<Throwable> all) {
    return PUBLIC_AUTHORITIES.stream()
        .filter(host -> anyMentions(all, host))
        .findFirst()
        .map(host ->
            "the code under test requested a token from "
                + host
                + ", not from the local Azure at "
                + origin.get()
                + ". Create the credential while the test runs, in the environment of @RunsAs, and"
                + " do not set authorityHost in code. If the code sets the tenant id, let it call"
                + " disableInstanceDiscovery() for the local Azure.");
  }

  private Optional<String> imds(Set<Throwable> all) {
    return anyMentions(all, REAL_IMDS)
        ? Optional.of(
            "the code under test requested a token from "
                + REAL_IMDS
                + ", the metadata service of a real virtual machine. "
                + addRunsAs())
        : Optional.empty();
  }

  private static Optional<String> unknownHost(Set<Throwable> all) {
    return first(all, UnknownHostException.class)
        .map(failure ->
            "the code under test connected to the unknown host "
                + failure.getMessage()
                + ". Pass the endpoint of the local Azure to the client: armEndpoint(), or the"
                + " environment variable MSI4J_ARM_ENDPOINT.");
  }

  private Optional<String> tls(Set<Throwable> all) {
    return all.stream()
        .filter(failure ->
            failure instanceof SSLException
                && mentions(failure, "unable to find valid certification path"))
        .findFirst()
        .map(failure ->
            "an HTTP client does not trust the certificate of the local Azure at "
                + origin.get()
                + ". The client was created before the first test with a local Azure, or it has a"
                + " trust store of its own: give it sslContext() or trustStore().");
  }

  private Optional<String> connection(Set<Throwable> all) {
    return first(all, ConnectException.class)
        .map(failure ->
            "no server listens at the address that the code under test uses: "
                + failure.getMessage()
                + ". The local Azure of this test is at "
                + origin.get()
                + "; each start has another port. Do not keep clients or credentials from earlier"
                + " tests, such as in static fields.");
  }

  private Optional<String> credential(Set<Throwable> all) {
    return !asWorkload
            && all.stream()
                .anyMatch(failure -> failure.getClass().getSimpleName().equals(NO_CREDENTIAL))
        ? Optional.of("the code under test found no credential. " + addRunsAs())
        : Optional.empty();
  }

  private String addRunsAs() {
    return asWorkload
        ? "Create the credential while the test runs, not in a static field."
        : "Add @RunsAs to the test.";
  }

  private static <T extends Throwable> Optional<T> first(Set<Throwable> all, Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static boolean anyMentions(Set<Throwable> all, String text) {
    return all.stream().anyMatch(failure -> mentions(failure, text));
  }

  private static boolean mentions(Throwable failure, String text) {
    return failure.getMessage() != null && failure.getMessage().contains(text);
  }

  /** Returns the failure with its causes and suppressed exceptions. */
  private static Set<Throwable> all(Throwable failure) {
    var all = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
    var rest = new ArrayDeque<Throwable>(List.of(failure));
    while (!rest.isEmpty()) {
      var next = rest.pop();
      if (all.add(next)) {
        if (next.getCause() != null) {
          rest.push(next.getCause());
        }
        rest.addAll(List.of(next.getSuppressed()));
      }
    }
    return all;
  }
}
