package dev.msi4j.local;

import dev.msi4j.local.internal.Components;
import dev.msi4j.local.internal.ServerOptions;
import dev.msi4j.local.internal.arm.CompletionPolicies;
import dev.msi4j.local.internal.arm.CompletionPolicy;
import dev.msi4j.local.internal.control.AdminSecret;
import dev.msi4j.local.internal.entra.DeclaredResource;
import dev.msi4j.local.internal.state.EncryptionKey;
import dev.msi4j.local.internal.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Configures and starts a {@link LocalAzure}. The defaults suit tests. Not thread-safe. */
public final class LocalAzureBuilder {
  private int port;
  private int imdsPort;
  private String address = "127.0.0.1";
  private @Nullable Path stateDirectory;
  private @Nullable Database database;
  private EncryptionKey encryptionKey = EncryptionKey.of(Map.of());
  private Clock clock = Clock.systemUTC();
  private int pageSize = 100;
  private boolean providersRegistered = true;
  private CompletionPolicy completionPolicy = CompletionPolicy.immediately();
  private final Map<String, CompletionPolicy> completionByAction = new HashMap<>();
  private final List<Path> trustedIssuerCas = new ArrayList<>();
  private final List<Path> roleDefinitions = new ArrayList<>();
  private Duration replicationDelay = Duration.ZERO;
  private boolean rejectConcurrentCredentialWrites = true;
  private boolean throttling;
  private boolean recordRequests;
  private @Nullable AdminSecret adminSecret;
  private final List<DeclaredResource> resources = new ArrayList<>();

  LocalAzureBuilder() {}

  /**
   * Sets the HTTPS port.
   *
   * @param port the port; 0 picks a free one (default: 0)
   * @return this builder
   * @throws IllegalArgumentException if the port is not in 0 to 65535
   */
  public LocalAzureBuilder port(int port) {
    this.port = checked("port", port);
    return this;
  }

  /**
   * Sets the HTTP port for the token endpoints of virtual machines, on the loopback address.
   *
   * @param port the port; 0 picks a free one (default: 0)
   * @return this builder
   * @throws IllegalArgumentException if the port is not in 0 to 65535
   */
  public LocalAzureBuilder imdsPort(int port) {
    imdsPort = checked("imdsPort", port);
    return this;
  }

  private static int checked(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + " is " + port + ": it must be in 0 to 65535");
    }
    return port;
  }

  /**
   * Sets the address to listen on. Any client that can reach the address can try to sign in.
   *
   * @param address a host name or an IP address; {@code 0.0.0.0} for all interfaces (default:
   *     {@code 127.0.0.1})
   * @return this builder
   */
  public LocalAzureBuilder address(String address) {
    this.address = address;
    return this;
  }

  /**
   * Sets the directory for the state, which then survives a restart. By default, the state is kept
   * in memory.
   *
   * @param directory the directory, which is created if it does not exist
   * @return this builder
   * @throws IllegalArgumentException if the path is blank
   */
  public LocalAzureBuilder stateDirectory(Path directory) {
    stateDirectory = checked("stateDirectory", directory);
    return this;
  }

  private static Path checked(String name, Path path) {
    if (path.toString().isBlank()) {
      throw new IllegalArgumentException(name + " is '" + path + "': it must be a path");
    }
    return path;
  }

  /**
   * Stores the state in a PostgreSQL database, with the environment variables of this process.
   *
   * @param url the JDBC URL, such as {@code jdbc:postgresql://localhost/azure}
   * @return this builder
   * @throws IllegalArgumentException if the URL is not the URL of a PostgreSQL database
   * @see #database(String, Map)
   */
  public LocalAzureBuilder database(String url) {
    return database(url, System.getenv());
  }

  /**
   * Stores the state in a PostgreSQL database, which several local Azures may share.
   *
   * <p>Keys and secrets in the database are encrypted. The encryption key is the value of {@code
   * MSI4J_STATE_KEY}, 32 bytes in base64, or is kept in the {@linkplain #stateDirectory state
   * directory}. All servers of the database need the same key.
   *
   * @param url the JDBC URL, such as {@code jdbc:postgresql://localhost/azure}; the query may have
   *     {@code user} and {@code password}
   * @param variables environment variables: {@code MSI4J_STATE_KEY}, and {@code PGUSER} and {@code
   *     PGPASSWORD} if the URL has no credentials
   * @return this builder
   * @throws IllegalArgumentException if the URL is not the URL of a PostgreSQL database
   */
  public LocalAzureBuilder database(String url, Map<String, String> variables) {
    database = Database.of(url, variables);
    encryptionKey = EncryptionKey.of(variables);
    return this;
  }

  /**
   * Sets the clock.
   *
   * @param clock the clock (default: the system clock)
   * @return this builder
   */
  public LocalAzureBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Sets the maximum number of items on a page of a list. A client may request fewer.
   *
   * @param items the number of items, at least 1 (default: 100)
   * @return this builder
   * @throws IllegalArgumentException if the number is below 1
   */
  public LocalAzureBuilder pageSize(int items) {
    if (items < 1) {
      throw new IllegalArgumentException("pageSize is " + items + ": it must be 1 or more");
    }
    pageSize = items;
    return this;
  }

  /**
   * Sets whether the subscription is registered for all resource providers at the start.
   *
   * @param registered false to let clients register the providers (default: true)
   * @return this builder
   */
  public LocalAzureBuilder providersRegistered(boolean registered) {
    providersRegistered = registered;
    return this;
  }

  /**
   * Completes long-running operations immediately: the first poll returns the final status. This is
   * the default.
   *
   * @return this builder
   */
  public LocalAzureBuilder longRunningOperationsImmediate() {
    completionPolicy = CompletionPolicy.immediately();
    return this;
  }

  /**
   * Completes long-running operations after a number of polls. Status requests and successful reads
   * of the resource, or of lists that contain the resource, are counted separately; the higher
   * count decides. A read returns the state before the read is counted.
   *
   * @param polls the number of polls, 0 or more
   * @return this builder
   * @throws IllegalArgumentException if the number is negative
   */
  public LocalAzureBuilder longRunningOperationPolls(int polls) {
    completionPolicy = CompletionPolicy.afterPolls(polls);
    return this;
  }

  /**
   * Completes long-running operations after a delay.
   *
   * @param delay the time from start to completion, by the clock of this local Azure
   * @return this builder
   * @throws IllegalArgumentException if the delay is negative
   */
  public LocalAzureBuilder longRunningOperationDelay(Duration delay) {
    completionPolicy = CompletionPolicy.after(delay);
    return this;
  }

  /**
   * Completes the long-running operations of one action after a number of polls, counted as in
   * {@link #longRunningOperationPolls(int)}.
   *
   * @param action a case-insensitive action, such as {@code
   *     Microsoft.Compute/virtualMachines/write}
   * @param polls the number of polls, 0 or more
   * @return this builder
   * @throws IllegalArgumentException if the number is negative
   */
  public LocalAzureBuilder longRunningOperationPolls(String action, int polls) {
    completionByAction.put(action, CompletionPolicy.afterPolls(polls));
    return this;
  }

  /**
   * Completes the long-running operations of one action after a delay.
   *
   * @param action a case-insensitive action, such as {@code
   *     Microsoft.Compute/virtualMachines/write}
   * @param delay the time from start to completion, by the clock of this local Azure
   * @return this builder
   * @throws IllegalArgumentException if the delay is negative
   */
  public LocalAzureBuilder longRunningOperationDelay(String action, Duration delay) {
    completionByAction.put(action, CompletionPolicy.after(delay));
    return this;
  }

  /**
   * Adds a certificate authority that is trusted for the TLS certificates of external issuers. The
   * authorities of the JDK and of this local Azure are trusted as well.
   *
   * @param file a PEM file with certificates, which is read at the start
   * @return this builder
   * @throws IllegalArgumentException if the path is blank
   */
  public LocalAzureBuilder trustedIssuerCa(Path file) {
    trustedIssuerCas.add(checked("trustedIssuerCa", file));
    return this;
  }

  /**
   * Adds built-in roles from a file. The roles replace the roles of the same id that the local
   * Azure knows, and extend them. Custom roles in the file are skipped.
   *
   * @param file a file with the output of {@code az role definition list}, which is read at the
   *     start
   * @return this builder
   * @throws IllegalArgumentException if the path is blank
   */
  public LocalAzureBuilder roleDefinitions(Path file) {
    roleDefinitions.add(checked("roleDefinitions", file));
    return this;
  }

  /**
   * Sets the replication delay of the directory. Until the delay is over, role assignments and
   * tokens cannot use a new principal, and token requests cannot use a new or changed federated
   * identity credential.
   *
   * @param delay the delay, by the clock of this local Azure (default: none)
   * @return this builder
   * @throws IllegalArgumentException if the delay is negative
   */
  public LocalAzureBuilder replicationDelay(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("replicationDelay is " + delay + ": it must be 0 or more");
    }
    replicationDelay = delay;
    return this;
  }

  /**
   * Sets whether concurrent writes of federated identity credentials under one identity are
   * rejected with status 409, as in Azure. If not, the writes run one after another.
   *
   * @param rejected whether concurrent writes are rejected (default: true)
   * @return this builder
   */
  public LocalAzureBuilder rejectConcurrentCredentialWrites(boolean rejected) {
    rejectConcurrentCredentialWrites = rejected;
    return this;
  }

  /**
   * Sets whether requests above Azure's rate limits are rejected with status 429.
   *
   * @param enabled whether requests are throttled (default: false)
   * @return this builder
   */
  public LocalAzureBuilder throttling(boolean enabled) {
    throttling = enabled;
    return this;
  }

  /**
   * Sets whether requests are recorded for {@link LocalAzure#requests}.
   *
   * @param recorded whether requests are recorded (default: false)
   * @return this builder
   */
  public LocalAzureBuilder recordRequests(boolean recorded) {
    recordRequests = recorded;
    return this;
  }

  /**
   * Declares a resource that clients can request tokens for, like an application registration in
   * Azure. Token requests for an unknown resource fail with AADSTS500011. Azure's resources and the
   * addresses of this server need no declaration. The resource accepts v1.0 tokens, whose audience
   * is the resource as written in the request.
   *
   * @param identifier the application ID URI, such as {@code api://app}, or a GUID
   * @return this builder
   * @throws IllegalArgumentException if the identifier is neither, or belongs to Azure
   */
  public LocalAzureBuilder resource(String identifier) {
    resources.add(DeclaredResource.v1(identifier));
    return this;
  }

  /**
   * Declares a resource that accepts v2.0 tokens, like an application registration in Azure with
   * {@code requestedAccessTokenVersion} 2. The issuer of the tokens is the authority with {@code
   * /v2.0} at its end, and their audience is the application id.
   *
   * @param identifier {@code api://APPLICATION_ID} or the application id alone
   * @return this builder
   * @throws IllegalArgumentException if the identifier is neither, or belongs to Azure
   */
  public LocalAzureBuilder resourceWithV2Tokens(String identifier) {
    resources.add(DeclaredResource.v2(identifier));
    return this;
  }

  /**
   * Declares a resource that accepts v2.0 tokens and whose identifier does not contain its
   * application id.
   *
   * @param identifier the application ID URI, such as {@code api://app}
   * @param applicationId the audience of the tokens
   * @return this builder
   * @throws IllegalArgumentException if the identifier is not an absolute URI, or belongs to Azure
   * @see #resourceWithV2Tokens(String)
   */
  public LocalAzureBuilder resourceWithV2Tokens(String identifier, UUID applicationId) {
    resources.add(new DeclaredResource(identifier, applicationId));
    return this;
  }

  /**
   * Enables the admin API under {@code /admin}, which lets other processes inject faults and
   * control the clock. The API is disabled by default.
   *
   * @param secret the bearer token of the API, at least 16 printable ASCII characters
   * @return this builder
   * @throws IllegalArgumentException if the secret is too short or has other characters
   */
  public LocalAzureBuilder adminSecret(String secret) {
    adminSecret = AdminSecret.of(secret);
    return this;
  }

  /**
   * Starts the server. The server accepts requests when this method returns.
   *
   * @return the running server
   * @throws java.io.UncheckedIOException if the port is in use or the directory cannot be used
   * @throws IllegalStateException if the database cannot be used, or if another user owns or can
   *     write the directory or a file in it
   */
  public LocalAzure start() {
    return LocalAzure.start(new Options());
  }

  /**
   * Opens the state to export, import or reset it, without starting a server. No server may use the
   * state at the same time.
   *
   * @return the opened state
   * @throws java.io.UncheckedIOException if the directory cannot be used
   * @throws IllegalStateException if neither directory nor database is set, if the database cannot
   *     be used, or if a server uses the database
   */
  public StateArchive openState() {
    if (stateDirectory == null && database == null) {
      throw new IllegalStateException("no state to open: set stateDirectory or database");
    }
    return new StateArchive(Components.openState(new Options()), Components.DOCUMENT_KINDS);
  }

  /** Options as the server reads them; not part of the API. */
  private final class Options implements ServerOptions {
    @Override
    public int port() {
      return port;
    }

    @Override
    public int imdsPort() {
      return imdsPort;
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public @Nullable Path stateDirectory() {
      return stateDirectory;
    }

    @Override
    public @Nullable Database database() {
      return database;
    }

    @Override
    public EncryptionKey stateKey() {
      return encryptionKey;
    }

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public int pageSize() {
      return pageSize;
    }

    @Override
    public boolean providersRegistered() {
      return providersRegistered;
    }

    @Override
    public List<Path> trustedIssuerCas() {
      return trustedIssuerCas;
    }

    @Override
    public List<Path> roleDefinitions() {
      return roleDefinitions;
    }

    @Override
    public Duration replicationDelay() {
      return replicationDelay;
    }

    @Override
    public boolean rejectConcurrentCredentialWrites() {
      return rejectConcurrentCredentialWrites;
    }

    @Override
    public boolean throttling() {
      return throttling;
    }

    @Override
    public boolean recordRequests() {
      return recordRequests;
    }

    @Override
    public List<DeclaredResource> resources() {
      return resources;
    }

    @Override
    public @Nullable AdminSecret adminSecret() {
      return adminSecret;
    }

    @Override
    public CompletionPolicies completionPolicies() {
      return new CompletionPolicies(completionPolicy, completionByAction);
    }
  }
}
