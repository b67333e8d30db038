package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import picocli.CommandLine;
import reactor.core.publisher.Mono;

/** Tests that one application reaches any estate from any other, also after a termination. */
class EstatePropertyTests {
  private static final AtomicInteger GROUPS = new AtomicInteger();
  private static final List<String> ROLES = List.of("Reader", "Contributor", "AcrPull");
  private static final PlanOptions OPTIONS =
      CommandLine.populateCommand(new PlanOptions(), "--delete-others", "--replace");

  private static final LocalAzure azure = TestAzure.builder().pageSize(50).start();
  private static final ManagedServiceIdentityClient client =
      AzureConnection.of(azure.environment()).client();

  @AfterContainer
  static void stop() {
    azure.close();
  }

  /** The state of an identity; the numbers select tags, subjects, roles and regions. */
  record IdentityState(
      boolean exists, int tag, int region, Set<Integer> subjects, Set<Integer> roles, boolean vm) {
    String declaration(String group, int index) {
      return String.format(
          Locale.ROOT,
          """
          - resourceGroup: %s
            name: identity-%d
            location: %s
            tags: {value: "%d"}
            isolationScope: %s
            credentials: [%s]
            roles: [%s]
            virtualMachines: [%s]
          """,
          group,
          index,
          region == 0 ? "westeurope" : "uksouth",
          tag,
          isRegional() ? "Regional" : "None",
          join(
              subjects,
              i -> "{name: c-" + i % 3 + ", issuer: 'https://a.example', subject: s" + i + "}"),
          join(roles, i -> "{role: " + ROLES.get(i) + ", scope: resourceGroups/" + group + "}"),
          vm ? "web" : "");
    }

    /** Azure assigns a regional identity to virtual machines of its region only. */
    private boolean isRegional() {
      return tag == 1 && region == 0;
    }

    private static String join(Set<Integer> numbers, IntFunction<String> text) {
      return String.join(", ", numbers.stream().map(text::apply).toList());
    }

    Set<String> subjectTexts() {
      return Set.copyOf(subjects.stream().map(i -> "s" + i).toList());
    }
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void applyReachesAnyStateFromAnyStart(
      @ForAll("states") List<IdentityState> start, @ForAll("states") List<IdentityState> desired) {
    String group = createGroup();
    apply(client, group, start);

    var failures = apply(client, group, desired);

    assertThat(failures).isEmpty();
    assertReached(group, desired);
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void applyAfterTerminationAtAnyRequestReachesState(
      @ForAll("states") List<IdentityState> start,
      @ForAll("states") List<IdentityState> desired,
      @ForAll @IntRange(min = 5, max = 30) int requests) {
    String group = createGroup();
    apply(client, group, start);
    try {
      var unused = apply(terminatingAfter(requests), group, desired);
    } catch (RuntimeException e) {
      // The process was terminated while it read what exists.
      assertThat(e).hasStackTraceContaining("terminated");
    }

    var failures = apply(client, group, desired);

    assertThat(failures).isEmpty();
    assertReached(group, desired);
  }

  @Provide
  Arbitrary<List<IdentityState>> states() {
    // Subjects that share a name are not declared together.
    var subjects =
        Arbitraries.integers()
            .between(0, 5)
            .set()
            .ofMaxSize(4)
            .filter(set -> set.stream().map(i -> i % 3).distinct().count() == set.size());
    return Combinators.combine(
            Arbitraries.of(true, true, true, false),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 1),
            subjects,
            Arbitraries.integers().between(0, 2).set().ofMaxSize(3),
            Arbitraries.of(true, false))
        .as(IdentityState::new)
        .list()
        .ofSize(3);
  }

  private static String createGroup() {
    String group = "property-" + GROUPS.incrementAndGet();
    var resources = ResourceManager.of(client);
    var unused =
        resources.put(
            resources.resourceGroup(group),
            ResourceManager.GROUPS_VERSION,
            Map.of("location", "westeurope"));
    var machine =
        resources.put(
            resources.resourceGroup(group) + "/providers/Microsoft.Compute/virtualMachines/web",
            InventoryReader.COMPUTE_VERSION,
            Map.of("location", "westeurope", "properties", Map.of()));
    assertThat(machine.name()).isEqualTo("web");
    return group;
  }

  private static Estate estate(String group, List<IdentityState> states) {
    var text =
        new StringBuilder("resourceGroups: [{name: " + group + "}]\n")
            .append("identities:\n- {forEach: [], resourceGroup: none, name: none}\n");
    IntStream.range(0, states.size())
        .filter(i -> states.get(i).exists)
        .forEach(i -> text.append(states.get(i).declaration(group, i)));
    var source = new Source("estate.yaml", text.toString());
    return new EstateReader(
            client.subscriptionId(), DesiredCredentials.Builder::deleteOthers, warning -> {})
        .add(source, source.read(Path.of("estate.yaml")))
        .read(Map.of());
  }

  private static List<String> apply(
      ManagedServiceIdentityClient client, String group, List<IdentityState> states) {
    var failures = new ArrayList<String>();
    var federation = FederationClient.of(client);
    new Applier(
            client,
            federation,
            outcome -> {
              if (!outcome.isDone()) {
                failures.add(outcome.toString());
              }
            })
        .apply(plan(client, estate(group, states)));
    return failures;
  }

  private static Plan plan(ManagedServiceIdentityClient client, Estate estate) {
    var inventory =
        new InventoryReader(client, Terminal.signedIn(azure).environment())
            .forPlan(estate, OPTIONS);
    return Planner.plan(estate, inventory, FederationClient.of(client), OPTIONS);
  }

  private static void assertReached(String group, List<IdentityState> desired) {
    assertThat(plan(client, estate(group, desired)).changes()).isEmpty();
    var existing = client.userAssignedIdentities().listByResourceGroup(group).stream().toList();
    assertThat(existing).hasSize((int) desired.stream().filter(each -> each.exists).count());
    for (int i = 0; i < desired.size(); i++) {
      if (desired.get(i).exists) {
        assertThat(client.federatedIdentityCredentials().list(group, "identity-" + i))
            .extracting(FederatedIdentityCredential::subject)
            .containsExactlyInAnyOrderElementsOf(desired.get(i).subjectTexts());
      }
    }
  }

  /** Returns a client that sends some requests, loses the last response, and sends no more. */
  private static ManagedServiceIdentityClient terminatingAfter(int requests) {
    return AzureConnection.of(azure.environment())
        .builder()
        .addPolicy(new TerminatingPolicy(requests))
        .buildClient();
  }

  private static final class TerminatingPolicy implements HttpPipelinePolicy {
    private final AtomicInteger left;

    private TerminatingPolicy(int requests) {
      left = new AtomicInteger(requests);
    }

    @Override
    public Mono<HttpResponse> process(
        HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
      return Mono.fromCallable(() -> checked(left.decrementAndGet()))
          .flatMap(remaining -> next.process())
          .doOnNext(response -> checked(left.get()));
    }

    @Override
    public HttpResponse processSync(
        HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
      checked(left.decrementAndGet());
      var response = next.processSync();
      if (left.get() <= 0) {
        response.close();
      }
      checked(left.get());
      return response;
    }

    private static int checked(int remaining) {
      if (remaining <= 0) {
        throw new IllegalStateException("terminated");
      }
      return remaining;
    }

    @Override
    public HttpPipelinePosition getPipelinePosition() {
      return HttpPipelinePosition.PER_CALL;
    }
  }
}
