package dev.msi4j.verification;

import com.azure.core.exception.HttpResponseException;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClientBuilder;

/**
 * Program that reads a secret with DefaultAzureCredential, configured by its environment only.
 * Prints the value, or the status and the message of the error.
 */
final class SecretChildProcess {
  private SecretChildProcess() {}

  /**
   * Runs the program.
   *
   * @param arguments the address of the vault, and the names of secrets
   */
  public static void main(String[] arguments) {
    var client =
        new SecretClientBuilder()
            .vaultUrl(arguments[0])
            .credential(new DefaultAzureCredentialBuilder().build())
            .buildClient();
    for (var i = 1; i < arguments.length; i++) {
      String result;
      try {
        result = client.getSecret(arguments[i]).getValue();
      } catch (HttpResponseException e) {
        result = e.getResponse().getStatusCode() + " " + e.getMessage();
      }
      System.out.println("> " + result.replaceAll("\\s+", " "));
    }
    System.exit(0);
  }
}
