package dev.msi4j.benchmarks.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpLoggingPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;

/** azure-core's pipeline with the policies that every Azure client has. */
public final class BarePipeline {
  private BarePipeline() {}

  /**
   * Creates a pipeline.
   *
   * @param client the HTTP client that sends the requests
   */
  public static HttpPipeline over(HttpClient client) {
    return new HttpPipelineBuilder()
        .policies(
            new RequestIdPolicy(),
            new UserAgentPolicy("plain"),
            new RetryPolicy(),
            new BearerTokenAuthenticationPolicy(
                new StaticToken(), "https://management.azure.com/.default"),
            new HttpLoggingPolicy(new HttpLogOptions()))
        .httpClient(client)
        .build();
  }
}
