package dev.msi4j.junit;

import com.azure.core.credential.TokenCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.KubernetesPod;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalClock;
import dev.msi4j.local.VirtualMachineEndpoints;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Resolves the parameters of tests by their type. */
final class TestParameters {
  /** Creates the value of a parameter. */
  private interface Resolver {
    Object resolve(TestContext test, Optional<ManagedIdentity> declared);
  }

  private static final Map<Class<?>, Resolver> RESOLVERS = resolvers();

  private TestParameters() {}

  private static Map<Class<?>, Resolver> resolvers() {
    var resolvers = new LinkedHashMap<Class<?>, Resolver>();
    resolvers.put(AzureSandbox.class, (test, declared) -> test.sandbox());
    resolvers.put(LocalAzure.class, (test, declared) -> test.azure());
    resolvers.put(LocalClock.class, (test, declared) -> test.ownServer().clock());
    resolvers.put(
        ManagedServiceIdentityClient.class,
        (test, declared) ->
            declared
                .map(test::identity)
                .map(test.sandbox()::client)
                .orElseGet(test.sandbox()::client));
    resolvers.put(
        ManagedServiceIdentityAsyncClient.class, (test, declared) -> test.sandbox().asyncClient());
    resolvers.put(
        TokenCredential.class,
        (test, declared) ->
            declared
                .map(test::identity)
                .map(test.sandbox()::credential)
                .orElseGet(test.sandbox()::credential));
    resolvers.put(Identity.class, TestParameters::identity);
    resolvers.put(VirtualMachineEndpoints.class, TestParameters::virtualMachine);
    resolvers.put(KubernetesPod.class, TestParameters::pod);
    return Map.copyOf(resolvers);
  }

  static boolean supports(Class<?> type) {
    return RESOLVERS.containsKey(type);
  }

  static Object resolve(ParameterContext parameter, TestContext test) {
    var type = parameter.getParameter().getType();
    var resolver = RESOLVERS.get(type);
    if (resolver == null) {
      throw new ParameterResolutionException("no parameter of type " + type.getName());
    }
    return resolver.resolve(test, parameter.findAnnotation(ManagedIdentity.class));
  }

  /** Returns the identity of the parameter, or the only one of the test. */
  private static Identity identity(TestContext test, Optional<ManagedIdentity> declared) {
    if (declared.isPresent()) {
      return test.identity(declared.get());
    }
    var all = test.identities();
    return switch (all.size()) {
      case 0 -> test.sandbox().createIdentity("app");
      case 1 -> all.get(0);
      default ->
          throw new ParameterResolutionException(
              "the test declares "
                  + all.size()
                  + " identities: select one with @ManagedIdentity(name = ...) on the parameter");
    };
  }

  private static VirtualMachineEndpoints virtualMachine(
      TestContext test, Optional<ManagedIdentity> declared) {
    var identities = declared.map(test::identity).stream().toArray(Identity[]::new);
    return test.sandbox()
        .createVirtualMachine(
            "vm", identities.length > 0 ? identities : test.identities().toArray(Identity[]::new));
  }

  private static KubernetesPod pod(TestContext test, Optional<ManagedIdentity> declared) {
    return test.sandbox()
        .createPod(identity(test, declared), new KubernetesServiceAccount("default", "app"));
  }
}
