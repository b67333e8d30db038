package dev.msi4j.junit;

import dev.msi4j.local.LocalAzure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs a local Azure, and the process in the environment of a workload in Azure, while Quarkus runs
 * tests: {@code new DefaultAzureCredentialBuilder().build()} in the application gets tokens of the
 * identity. The counterpart of {@link RunsAs} for {@code @WithTestResource} and
 * {@code @QuarkusTestResource}.
 *
 * <p>Arguments: {@code identity}, the name of a user-assigned identity (default: the
 * system-assigned identity of the host), and {@code host}, the name of a {@link Host} (default:
 * {@code VM}). Fields of tests of type {@link AzureSandbox} or {@link LocalAzure} are set.
 *
 * <p>An application in a process of its own, as for {@code @QuarkusIntegrationTest}, does not have
 * the environment.
 */
public final class LocalAzureQuarkusResource implements QuarkusTestResourceLifecycleManager {
  private static final String IDENTITY = "identity";
  private static final String HOST = "host";

  /** What is open, the last one first. */
  private final Deque<Runnable> opened = new ArrayDeque<>();

  private String identity = "";
  private Host host = Host.VM;
  private @Nullable AzureSandbox sandbox;

  /** Creates a resource, as Quarkus does. */
  public LocalAzureQuarkusResource() {}

  /**
   * Sets the arguments.
   *
   * @param arguments the values of {@code identity} and {@code host}
   * @throws IllegalArgumentException if there is another argument, or no host of that name
   */
  @Override
  public void init(Map<String, String> arguments) {
    var unknown = new TreeSet<>(arguments.keySet());
    unknown.removeAll(Set.of(IDENTITY, HOST));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "argument '"
              + unknown.first()
              + "' of LocalAzureQuarkusResource is unknown: it has"
              + " identity and host");
    }
    identity = arguments.getOrDefault(IDENTITY, "");
    host = host(arguments.getOrDefault(HOST, Host.VM.name()));
  }

  private static Host host(String name) {
    for (var each : Host.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "host of LocalAzureQuarkusResource is '"
            + name
            + "': it must be one of "
            + List.of(Host.values()));
  }

  /**
   * Starts a local Azure, creates the identity and enters the environment.
   *
   * @return no configuration: the application reads the environment variables
   */
  @Override
  public Map<String, String> start() {
    try {
      var server = new ServerResource(LocalAzure.builder());
      opened.push(server::close);
      var group = "quarkus-" + UUID.randomUUID().toString().substring(0, 8);
      var created = AzureSandbox.of(server.clients(), group);
      opened.push(created::close);
      var environment = new EnvironmentResource(new Workload(created).open(host, identity));
      opened.push(environment::close);
      sandbox = created;
      return Map.of();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  @Override
  public void inject(TestInjector injector) {
    var injected = sandbox;
    if (injected != null) {
      injector.injectIntoFields(injected, field -> field.getType() == AzureSandbox.class);
      injector.injectIntoFields(injected.azure(), field -> field.getType() == LocalAzure.class);
    }
  }

  /** Leaves the environment, and stops the local Azure. */
  @Override
  public void stop() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }
}
