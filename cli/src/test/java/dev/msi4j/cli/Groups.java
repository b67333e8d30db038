package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import java.util.Map;

/** Creates resource groups for tests. */
public final class Groups {
  private Groups() {}

  public static void create(ManagedServiceIdentityClient client, String... names) {
    for (String name : names) {
      var url = ResourceId.resourceGroup(client.subscriptionId(), name) + "?api-version=2021-04-01";
      var body = BinaryData.fromObject(Map.of("location", "westeurope"));
      try (var response = client.sendRequest(HttpMethod.PUT, url, body, Context.NONE)) {
        assertThat(response.getStatusCode()).isLessThan(300);
      }
    }
  }
}
