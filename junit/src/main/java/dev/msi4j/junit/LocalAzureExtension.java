package dev.msi4j.junit;

import com.azure.core.credential.TokenCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityAsyncClient;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.Fault;
import dev.msi4j.local.KubernetesPod;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import dev.msi4j.local.LocalClock;
import dev.msi4j.local.VirtualMachineEndpoints;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * JUnit extension that runs a local Azure for tests.
 *
 * <p>{@link LocalAzureTest} registers it with default options: all tests of the JVM share one
 * server. {@link #withServer} gives a test class a server of its own, with other options.
 *
 * <p>Methods and constructors of a test class can have parameters of these types:
 *
 * <ul>
 *   <li>{@link AzureSandbox}: the resource group of the test. If a {@code @BeforeAll} method or a
 *       constructor requests it, or the class has {@link RunsAs}, all tests of the class share it.
 *   <li>{@link LocalAzure}: the server.
 *   <li>{@link LocalClock}: the clock of the server, if the class has a server of its own.
 *   <li>{@link ManagedServiceIdentityClient} and {@link ManagedServiceIdentityAsyncClient}: clients
 *       that sign in as the owner of the subscription.
 *   <li>{@link TokenCredential}: the credential of the owner; with {@link ManagedIdentity}, of the
 *       identity.
 *   <li>{@link Identity}: a new user-assigned identity, described by {@link ManagedIdentity}.
 *   <li>{@link VirtualMachineEndpoints}: a running virtual machine with a system-assigned identity
 *       and all declared identities.
 *   <li>{@link KubernetesPod}: a pod with workload identity for the declared identity.
 * </ul>
 */
public final class LocalAzureExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        TestInstancePreConstructCallback,
        ParameterResolver,
        InvocationInterceptor,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler {
  /**
   * Key of the {@link org.junit.jupiter.api.parallel.ResourceLock} of the shared server: tests that
   * change the server for all requests run alone.
   */
  public static final String SERVER_LOCK = "dev.msi4j.local.LocalAzure";

  private final @Nullable LocalAzureBuilder options;

  /** Creates an extension that uses the shared server. */
  public LocalAzureExtension() {
    this(null);
  }

  private LocalAzureExtension(@Nullable LocalAzureBuilder options) {
    this.options = options;
  }

  /**
   * Creates an extension with a server of its own. Assign it to a field with {@code
   * RegisterExtension}: a static field for a server for the whole class, another one for a server
   * for each test.
   *
   * @param options the options of the server
   * @return the extension
   */
  public static LocalAzureExtension withServer(LocalAzureBuilder options) {
    return new LocalAzureExtension(options);
  }

  // A class with one instance for all tests is constructed before beforeAll.
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    prepare(context);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    prepare(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    prepare(context);
  }

  private void prepare(ExtensionContext context) {
    var test = TestContext.of(context);
    test.startServer(options);
    if (test.isHandledBy(this)) {
      test.prepare();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return TestParameters.supports(parameter.getParameter().getType())
        && TestContext.of(context).isHandledBy(this);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return TestParameters.resolve(parameter, TestContext.of(context));
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    proceed(invocation, context);
  }

  private void proceed(Invocation<@Nullable Void> invocation, ExtensionContext context)
      throws Throwable {
    var test = TestContext.of(context);
    var faults = test.isHandledBy(this) ? test.faults() : List.<Fault>of();
    if (faults.isEmpty()) {
      invocation.proceed();
      return;
    }
    faults.forEach(test.azure().faults()::inject);
    try {
      invocation.proceed();
    } finally {
      test.azure().faults().clear();
    }
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw explained(context, failure);
  }

  private Throwable explained(ExtensionContext context, Throwable failure) {
    var test = TestContext.of(context);
    return test.isHandledBy(this) ? test.explain(failure) : failure;
  }
}
