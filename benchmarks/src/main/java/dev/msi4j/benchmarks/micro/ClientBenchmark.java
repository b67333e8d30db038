package dev.msi4j.benchmarks.micro;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.fluent.UserAssignedIdentitiesClient;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ManagedServiceIdentityClientBuilder;
import dev.msi4j.benchmarks.client.BarePipeline;
import dev.msi4j.benchmarks.client.StaticToken;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the overhead of a call above the HTTP client: plain azure-core pipeline, msi4j client,
 * and Microsoft's client.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class ClientBenchmark {
  private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";
  private static final String URL =
      "https://management.azure.com/subscriptions/"
          + SUBSCRIPTION
          + "/resourceGroups/group/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity"
          + "?api-version=2024-11-30";
  private static final int PAGE = 1_000;

  private final HttpPipeline pipeline = BarePipeline.over(CannedAzure.identity());

  private final ManagedServiceIdentityClient one = client(CannedAzure.identity());
  private final ManagedServiceIdentityClient many = client(CannedAzure.page(PAGE));
  private final UserAssignedIdentitiesClient officialOne = official(CannedAzure.identity());
  private final UserAssignedIdentitiesClient officialMany = official(CannedAzure.page(PAGE));

  /** Baseline: azure-core's pipeline without parsing of the response. */
  @Benchmark
  public int getWithPlainPipeline() {
    try (var response = pipeline.sendSync(new HttpRequest(HttpMethod.GET, URL), Context.NONE)) {
      return response.getStatusCode();
    }
  }

  @Benchmark
  public Identity get() {
    return one.userAssignedIdentities().get("group", "identity");
  }

  @Benchmark
  public Object getWithOfficialClient() {
    return officialOne.getByResourceGroup("group", "identity");
  }

  @Benchmark
  public long listThousandIdentities() {
    return many.userAssignedIdentities().listByResourceGroup("group").stream().count();
  }

  @Benchmark
  public long listThousandIdentitiesWithOfficialClient() {
    return officialMany.listByResourceGroup("group").stream().count();
  }

  private static ManagedServiceIdentityClient client(CannedAzure azure) {
    return new ManagedServiceIdentityClientBuilder()
        .credential(new StaticToken())
        .subscriptionId(SUBSCRIPTION)
        .httpClient(azure)
        .buildClient();
  }

  private static UserAssignedIdentitiesClient official(CannedAzure azure) {
    var profile = new AzureProfile("tenant", SUBSCRIPTION, AzureEnvironment.AZURE);
    return MsiManager.configure()
        .withHttpClient(azure)
        .authenticate(new StaticToken(), profile)
        .serviceClient()
        .getUserAssignedIdentities();
  }
}
