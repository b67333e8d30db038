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

/**
 * Describes a {@link LocalAzure} before it starts. What is not said has a default that suits a
 * test.
 */
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
  private Duration replicationDelay = Duration.ZERO;
  private boolean rejectConcurrentCredentialWrites = true;
  private boolean throttling;
  private @Nullable AdminSecret adminSecret;
  private final List<DeclaredResource> resources = new ArrayList<>();

  LocalAzureBuilder() {}

  /**
   * The port to listen on; 0, which is the default, takes any that is free.
   *
   * @throws IllegalArgumentException if it is not in 0 to 65535
   */
  public LocalAzureBuilder port(int port) {
    this.port = checked("port", port);
    return this;
  }

  /**
   * The port of loopback where the token endpoints of virtual machines are, without TLS; 0, which
   * is the default, takes any that is free.
   *
   * @throws IllegalArgumentException if it is not in 0 to 65535
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
   * The address to listen on; loopback unless this says otherwise. Whoever can reach another
   * address can try to sign in.
   */
  public LocalAzureBuilder address(String address) {
    this.address = address;
    return this;
  }

  /**
   * The folder to keep all state in, so that it outlives the process; else it is in memory.
   *
   * @throws IllegalArgumentException if the path is blank
   */
  public LocalAzureBuilder stateDirectory(Path folder) {
    stateDirectory = checked("state", folder);
    return this;
  }

  private static Path checked(String name, Path path) {
    if (path.toString().isBlank()) {
      throw new IllegalArgumentException(name + " is '" + path + "': it must be a path");
    }
    return path;
  }

  /**
   * The PostgreSQL database to keep the state in, which several of these may share; user and
   * password are in {@code PGUSER} and {@code PGPASSWORD} if the URL has none.
   *
   * @see #database(String, Map)
   */
  public LocalAzureBuilder database(String url) {
    return database(url, System.getenv());
  }

  /**
   * The PostgreSQL database to keep the state in, which several of these may share.
   *
   * <p>Keys and secrets in it are encrypted, by the key in {@code MSI4J_STATE_KEY}, which is 32
   * bytes in base64, or else by one that is kept in the {@linkplain #stateDirectory state folder}.
   * All that share the database must have the same.
   *
   * @param url such as {@code jdbc:postgresql://localhost/azure}; may have {@code user} and {@code
   *     password} among its parameters
   * @param variables where {@code MSI4J_STATE_KEY} is, and {@code PGUSER} and {@code PGPASSWORD} if
   *     the URL has none
   * @throws IllegalArgumentException if the URL is not one of a PostgreSQL database
   */
  public LocalAzureBuilder database(String url, Map<String, String> variables) {
    database = Database.of(url, variables);
    encryptionKey = EncryptionKey.of(variables);
    return this;
  }

  /** The clock that everything goes by; the system's by default. */
  public LocalAzureBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * How many items a page of a listing holds when the client does not ask for fewer; 100 by
   * default.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public LocalAzureBuilder pageSize(int items) {
    if (items < 1) {
      throw new IllegalArgumentException("pageSize is " + items + ": it must be 1 or more");
    }
    pageSize = items;
    return this;
  }

  /** Whether a new subscription is registered for all providers, which it is by default. */
  public LocalAzureBuilder providersRegistered(boolean registered) {
    providersRegistered = registered;
    return this;
  }

  /**
   * Lets long-running operations end at once, which is the default: the first poll finds them done.
   */
  public LocalAzureBuilder longRunningOperationsImmediate() {
    completionPolicy = CompletionPolicy.immediately();
    return this;
  }

  /**
   * Lets long-running operations end when they have been polled so many times: by requests for the
   * operation, or by answered reads of the resource and of lists that show it, whichever comes
   * first. A read shows the state before it is counted.
   *
   * @throws IllegalArgumentException if it is below 0
   */
  public LocalAzureBuilder longRunningOperationPolls(int polls) {
    completionPolicy = CompletionPolicy.afterPolls(polls);
    return this;
  }

  /**
   * Lets long-running operations end when they have taken so long by the clock.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public LocalAzureBuilder longRunningOperationDelay(Duration time) {
    completionPolicy = CompletionPolicy.after(time);
    return this;
  }

  /**
   * Lets the long-running operations of one action end when they have been polled so many times, as
   * in {@link #longRunningOperationPolls}, whatever the others do.
   *
   * @param action such as {@code Microsoft.Compute/virtualMachines/write}, compared without case
   * @throws IllegalArgumentException if polls is below 0
   */
  public LocalAzureBuilder longRunningOperationPolls(String action, int polls) {
    completionByAction.put(action, CompletionPolicy.afterPolls(polls));
    return this;
  }

  /**
   * Lets the long-running operations of one action end when they have taken so long by the clock,
   * whatever the others do.
   *
   * @param action such as {@code Microsoft.Compute/virtualMachines/write}, compared without case
   * @throws IllegalArgumentException if time is negative
   */
  public LocalAzureBuilder longRunningOperationDelay(String action, Duration time) {
    completionByAction.put(action, CompletionPolicy.after(time));
    return this;
  }

  /**
   * Trusts one more authority, in a PEM file, for the TLS certificates of issuers of assertions.
   * Beside it, those of the JDK are trusted, and this server's own. The file is read at the start.
   *
   * @throws IllegalArgumentException if the path is blank
   */
  public LocalAzureBuilder trustedIssuerCa(Path file) {
    trustedIssuerCas.add(checked("issuerAuthority", file));
    return this;
  }

  /**
   * For how long new principals and new or changed federated identity credentials stay unknown to
   * those who read the directory, as it happens in Azure; not at all by default. While a principal
   * is, nobody can be trusted in its name.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public LocalAzureBuilder replicationDelay(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("replicationDelay is " + delay + ": it must be 0 or more");
    }
    replicationDelay = delay;
    return this;
  }

  /**
   * Whether a write of a federated identity credential is refused while another one under the same
   * identity runs, as in Azure and by default; else it waits for its turn. A client that writes one
   * after the other never sees a difference.
   */
  public LocalAzureBuilder rejectConcurrentCredentialWrites(boolean rejected) {
    rejectConcurrentCredentialWrites = rejected;
    return this;
  }

  /**
   * Whether requests that come faster than Azure allows are refused with status 429, which they are
   * not by default.
   */
  public LocalAzureBuilder throttling(boolean on) {
    throttling = on;
    return this;
  }

  /**
   * Declares a resource that tokens can be requested for, as an application registration does in
   * Azure. Requests for tokens for any other resource get the error AADSTS500011; Azure's own
   * resources and the addresses of this server need no declaration. The resource takes v1.0 tokens,
   * whose audience is the resource as the request spells it.
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
   * Declares a resource that takes v2.0 tokens, as an application registration does in Azure whose
   * {@code requestedAccessTokenVersion} is 2. The issuer of the tokens is the authority with {@code
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
   * Declares a resource that takes v2.0 tokens and whose identifier does not hold its application
   * id.
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
   * Lets other processes plan faults and steer the clock, below {@code /admin}, with this secret;
   * nobody can unless this is said.
   *
   * @throws IllegalArgumentException if it has fewer than 16 characters, or other than printable
   *     ASCII
   */
  public LocalAzureBuilder adminSecret(String secret) {
    adminSecret = AdminSecret.of(secret);
    return this;
  }

  /**
   * Starts it; it answers when this returns.
   *
   * @throws java.io.UncheckedIOException if the port is taken or the folder can't be used
   * @throws IllegalStateException if the database can't be used, or if another user owns or can
   *     write the folder or a file in it
   */
  public LocalAzure start() {
    return LocalAzure.start(new Options());
  }

  /**
   * Opens the state instead, to look at it or change it as a whole. No server may run on it.
   *
   * @throws java.io.UncheckedIOException if the folder can't be used
   * @throws IllegalStateException if neither folder nor database is said, the database can't be
   *     used, or a server uses it
   */
  public StateArchive openState() {
    if (stateDirectory == null && database == null) {
      throw new IllegalStateException("there is no state to open: name its folder or its database");
    }
    return new StateArchive(Components.openState(new Options()), Components.DOCUMENT_KINDS);
  }

  /** Gives the options to the server; not part of the API. */
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
