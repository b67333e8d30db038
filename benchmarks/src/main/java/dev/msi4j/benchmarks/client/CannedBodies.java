package dev.msi4j.benchmarks.client;

import java.nio.charset.StandardCharsets;

/** JSON bodies of Resource Manager, as the canned servers and clients return them. */
public final class CannedBodies {
  /** The client ID of every canned identity. */
  public static final String CLIENT_ID = "4024ab25-56a8-4370-aea6-6389221caf29";

  /** The value of the canned Key Vault secret. */
  public static final String SECRET = "canned-value";

  private CannedBodies() {}

  /** Returns one identity. */
  public static byte[] identity() {
    return item(0).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns one page of identities.
   *
   * @param items the number of identities
   */
  public static byte[] page(int items) {
    return (openPage(items) + "}").getBytes(StandardCharsets.UTF_8);
  }

  /** Returns a page without its closing brace, so that a link to the next page can follow. */
  static String openPage(int items) {
    var page = new StringBuilder("{\"value\":[");
    for (var i = 0; i < items; i++) {
      page.append(i == 0 ? "" : ",").append(item(i));
    }
    return page.append(']').toString();
  }

  /** Returns a Key Vault secret whose identifier is on the given endpoint. */
  static byte[] secret(String endpoint) {
    return """
    {"value":"%s","id":"%s/secrets/name/5f0b4e6d7c2a4b0fa0d1b7a4a3a0e111",\
    "attributes":{"enabled":true,"created":1700000000,"updated":1700000000,\
    "recoveryLevel":"Recoverable+Purgeable","recoverableDays":90}}\
    """
        .replace("%s/", endpoint + "/")
        .replace("%s", SECRET)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String item(int number) {
    return """
    {"id":"/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/group/providers/\
    Microsoft.ManagedIdentity/userAssignedIdentities/identity-%d","name":"identity-%d",\
    "type":"Microsoft.ManagedIdentity/userAssignedIdentities","location":"westeurope",\
    "tags":{"team":"core","stage":"production"},"properties":{\
    "tenantId":"6dc32a6b-3e4f-4a0a-8ea7-1c7d6f0c9e35","principalId":"25cc773c-7f05-40fc-a104-32d2300754ad",\
    "clientId":"4024ab25-56a8-4370-aea6-6389221caf29","isolationScope":"None"}}\
    """
        .replace("%d", Integer.toString(number));
  }
}
