package dev.msi4j.verification;

import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.FederationClient;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Program that reconciles the credentials of identities and exits with status 0 on success. Prints
 * a line when ready, and starts after it reads a line.
 */
final class ReconcilingProcess {
  static final String ISSUER = "https://oidc.example.com/cluster";

  private ReconcilingProcess() {}

  /**
   * Runs the program.
   *
   * @param arguments the resource group; the number of identities; the first subject, inclusive;
   *     the last subject, exclusive; whether to delete other credentials
   */
  public static void main(String[] arguments) throws IOException {
    var client = AzureConnection.of(System.getenv()).client();
    var federation = FederationClient.of(client);
    var desired =
        desired(
            client.subscriptionId(),
            arguments[0],
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Boolean.parseBoolean(arguments[4]));
    // Warms up the client, so that all processes start writing at the same time.
    federation.capacity(desired.keySet().iterator().next());
    System.out.println("> ready");
    System.in.read();

    var result = federation.reconcileAll(desired);

    for (var status : CredentialStatus.values()) {
      System.out.println("> " + status + " " + result.outcomes(status).size());
    }
    result.outcomes(CredentialStatus.FAILED).forEach(System.out::println);
    System.exit(result.isAsDesired() ? 0 : 1);
  }

  private static Map<ResourceId, DesiredCredentials> desired(
      String subscription,
      String group,
      int identities,
      int from,
      int until,
      boolean deletesOthers) {
    var desired = new LinkedHashMap<ResourceId, DesiredCredentials>();
    for (var i = 0; i < identities; i++) {
      var requested = DesiredCredentials.builder();
      for (var subject = from; subject < until; subject++) {
        if (subject % identities == i) {
          requested.trust(FederatedSubject.of(ISSUER, "s-" + subject));
        }
      }
      if (deletesOthers) {
        requested.deleteOthers();
      }
      desired.put(
          ResourceId.userAssignedIdentity(subscription, group, "shared-" + i), requested.build());
    }
    return desired;
  }
}
