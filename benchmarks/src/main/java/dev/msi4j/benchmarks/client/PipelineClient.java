package dev.msi4j.benchmarks.client;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import java.nio.charset.StandardCharsets;

/** azure-core's pipeline without a client on top: the cost that a client cannot avoid. */
final class PipelineClient implements Contestant {
  private static final byte[] CLIENT_ID = "\"clientId\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int CLIENT_ID_LENGTH = 36;

  private final HttpPipeline pipeline;
  private final String url;

  PipelineClient(int port, boolean tls) {
    pipeline = BarePipeline.over(PlainHttp.create(tls));
    url =
        "https://localhost:"
            + port
            + "/subscriptions/"
            + SUBSCRIPTION
            + "/resourceGroups/"
            + GROUP
            + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
            + NAME
            + "?api-version=2024-11-30";
  }

  @Override
  public String get() {
    try (var response = pipeline.sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      var body = response.getBodyAsBinaryData().toBytes();
      var start = Bytes.indexOf(body, 0, body.length, CLIENT_ID) + CLIENT_ID.length;
      return new String(body, start, CLIENT_ID_LENGTH, StandardCharsets.US_ASCII);
    }
  }
}
