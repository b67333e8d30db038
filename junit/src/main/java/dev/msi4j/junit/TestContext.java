package dev.msi4j.junit;

import dev.msi4j.Identity;
import dev.msi4j.local.Fault;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test or a test class, with the server, the sandbox and the changed environment that belong to
 * it. All of them are in JUnit's store, which closes them.
 */
final class TestContext {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TestContext.class);
  private static final String SERVER = "server";
  private static final String SANDBOX = "sandbox";
  private static final String ENVIRONMENT = "environment";
  private static final String HANDLER = "handler";
  private static final int MAX_NAME_LENGTH = 60;

  private final ExtensionContext context;
  private final ExtensionContext.Store store;

  private TestContext(ExtensionContext context) {
    this.context = context;
    this.store = context.getStore(NAMESPACE);
  }

  static TestContext of(ExtensionContext context) {
    return new TestContext(context);
  }

  /**
   * Returns whether an extension handles this test. A test may have several: an annotation of the
   * method registers one, although a field of the class has another one.
   */
  boolean isHandledBy(LocalAzureExtension extension) {
    return getOrCreate(store, HANDLER, LocalAzureExtension.class, () -> extension) == extension;
  }

  /** Starts a server with the options, unless they are null or a server was started for them. */
  void startServer(@Nullable LocalAzureBuilder options) {
    if (options != null) {
      var unused =
          getOrCreate(store, options, ServerResource.class, () -> new ServerResource(options));
      store.put(SERVER, options);
    }
  }

  private ServerClients clients() {
    var options = store.get(SERVER);
    return options == null
        ? sharedServer().clients()
        : Objects.requireNonNull(store.get(options, ServerResource.class)).clients();
  }

  private ServerResource sharedServer() {
    return getOrCreate(
        context.getRoot().getStore(NAMESPACE),
        LocalAzure.class,
        ServerResource.class,
        () -> new ServerResource(LocalAzure.builder()));
  }

  LocalAzure azure() {
    return clients().azure();
  }

  /**
   * Returns the server if no other class shares it.
   *
   * @throws ParameterResolutionException if the server is shared
   */
  LocalAzure ownServer() {
    if (store.get(SERVER) == null) {
      throw new ParameterResolutionException(
          "the server is shared with other test classes, whose time would change: give this class a"
              + " server of its own with LocalAzureExtension.withServer");
    }
    return azure();
  }

  /** Returns the sandbox of this test, or the one of its class if it exists. */
  AzureSandbox sandbox() {
    return getOrCreate(
            store,
            SANDBOX,
            SandboxResource.class,
            () -> new SandboxResource(AzureSandbox.of(clients(), newGroupName())))
        .sandbox();
  }

  /** Returns a name that tells the test and is unique in the subscription. */
  private String newGroupName() {
    var name =
        context.getTestClass().map(Class::getSimpleName).orElse("")
            + context.getTestMethod().map(method -> "-" + method.getName()).orElse("");
    var allowed = name.replaceAll("[^A-Za-z0-9-]", "");
    return allowed.substring(0, Math.min(allowed.length(), MAX_NAME_LENGTH))
        + "-"
        + UUID.randomUUID().toString().substring(0, 8);
  }

  /**
   * Creates the declared identities, and enters the environment of {@link RunsAs}. A class needs
   * identities only for its environment: each of its tests creates them for itself.
   */
  void prepare() {
    var environment = AnnotationSupport.findAnnotation(context.getElement(), RunsAs.class);
    if (context.getTestMethod().isPresent() || environment.isPresent()) {
      identities();
    }
    environment.ifPresent(this::enter);
  }

  /** Enters an environment until JUnit closes the store, unless this test or class is in it. */
  private void enter(RunsAs declared) {
    var unused =
        getOrCreate(
            store,
            ENVIRONMENT + context.getUniqueId(),
            EnvironmentResource.class,
            () ->
                new EnvironmentResource(
                    new Workload(sandbox()).open(declared.host(), declared.identity())));
    store.put(ENVIRONMENT, declared);
  }

  /** Returns the failure, or one that explains it if the test did not reach the local Azure. */
  Throwable explain(Throwable failure) {
    if (failure instanceof LocalAzureNotReachedException) {
      return failure;
    }
    var asWorkload = store.get(ENVIRONMENT) != null;
    return new FailureHints(() -> azure().armEndpoint(), asWorkload)
        .explain(failure)
        .<Throwable>map(hint -> new LocalAzureNotReachedException(hint, failure))
        .orElse(failure);
  }

  /** Creates the identities that the test and its classes declare. */
  List<Identity> identities() {
    return elements().stream()
        .flatMap(element ->
            AnnotationSupport.findRepeatableAnnotations(element, ManagedIdentity.class).stream())
        .map(this::identity)
        .toList();
  }

  /** Creates an identity with its roles and federated credentials. */
  Identity identity(ManagedIdentity declared) {
    var identity = sandbox().createIdentity(declared.name());
    for (var role : declared.roles()) {
      sandbox().assignRole(identity, role);
    }
    for (var workload : declared.federatedWith()) {
      sandbox().federate(identity, workload);
    }
    return identity;
  }

  /** Returns the faults that the test method declares. */
  List<Fault> faults() {
    return AnnotationSupport.findRepeatableAnnotations(context.getTestMethod(), WithFault.class)
        .stream()
        .map(TestContext::fault)
        .toList();
  }

  private static Fault fault(WithFault declared) {
    var fault = Fault.of(declared.operation()).times(declared.times());
    var rejected =
        declared.code().isEmpty()
            ? fault.status(declared.status())
            : fault.status(declared.status(), declared.code(), "Injected by @WithFault.");
    return declared.retryAfterSeconds() < 0
        ? rejected
        : rejected.retryAfter(Duration.ofSeconds(declared.retryAfterSeconds()));
  }

  /** Returns the method, its class and the enclosing classes, innermost first. */
  private List<AnnotatedElement> elements() {
    var elements = new ArrayList<AnnotatedElement>();
    context.getTestMethod().ifPresent(elements::add);
    for (var type = context.getTestClass().orElse(null);
        type != null;
        type = type.getEnclosingClass()) {
      elements.add(type);
    }
    return elements;
  }

  // The replacement of the deprecated method does not exist before JUnit 6.
  @SuppressWarnings("deprecation")
  private static <T> T getOrCreate(
      ExtensionContext.Store store, Object key, Class<T> type, Supplier<T> creator) {
    return Objects.requireNonNull(store.getOrComputeIfAbsent(key, unused -> creator.get(), type));
  }
}
