package dev.msi4j.local;

import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * JUnit extension that starts and closes a local Azure. Register it in a static field for one
 * server per class, or in an instance field for one server per test method:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TestAzureExtension AZURE = TestAzureExtension.create();
 * }</pre>
 */
public final class TestAzureExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final UnaryOperator<LocalAzureBuilder> options;
  private @Nullable LocalAzure azure;
  private @Nullable Arm arm;
  private boolean perMethod;

  private TestAzureExtension(UnaryOperator<LocalAzureBuilder> options) {
    this.options = options;
  }

  /** Returns an extension that starts a server with default options. */
  public static TestAzureExtension create() {
    return create(UnaryOperator.identity());
  }

  /** Returns an extension that starts a server with options. */
  public static TestAzureExtension create(UnaryOperator<LocalAzureBuilder> options) {
    return new TestAzureExtension(options);
  }

  /** Returns the running server. */
  public LocalAzure azure() {
    return Objects.requireNonNull(azure, "the server has not started");
  }

  /** Returns a client that is signed in as the owner of the subscription. */
  public synchronized Arm arm() {
    var signedIn = arm == null ? Arm.signIn(azure()) : arm;
    arm = signedIn;
    return signedIn;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (azure == null) {
      perMethod = true;
      start();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (perMethod) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void start() {
    azure = options.apply(TestAzure.builder()).start();
  }

  private void close() {
    if (azure != null) {
      azure.close();
      azure = null;
      arm = null;
    }
  }
}
