package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import java.time.Duration;

/**
 * Settings of a federation client: write serialization, retries, timeouts and parallelism.
 * Immutable and thread-safe.
 */
public final class FederationOptions {
  /** Default options; the methods of {@link Builder} document each default. */
  public static final FederationOptions DEFAULT = builder().build();

  private final AzureCloud cloud;
  private final boolean serializeWrites;
  private final boolean retryConcurrentWrites;
  private final boolean retryUntilReplicated;
  private final boolean retryThrottled;
  private final Duration baseDelay;
  private final Duration maxDelay;
  private final Duration retryTimeout;
  private final Duration replicationTimeout;
  private final Duration awaitInterval;
  private final Duration awaitTimeout;
  private final int parallelism;

  private FederationOptions(Builder from) {
    this.cloud = from.cloud;
    this.serializeWrites = from.serializeWrites;
    this.retryConcurrentWrites = from.retryConcurrentWrites;
    this.retryUntilReplicated = from.retryUntilReplicated;
    this.retryThrottled = from.retryThrottled;
    this.baseDelay = from.baseDelay;
    this.maxDelay = from.maxDelay;
    this.retryTimeout = from.retryTimeout;
    this.replicationTimeout = from.replicationTimeout;
    this.awaitInterval = from.awaitInterval;
    this.awaitTimeout = from.awaitTimeout;
    this.parallelism = from.parallelism;
  }

  /**
   * Returns a builder with the default values.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  boolean retries(FailureKind failureKind) {
    return switch (failureKind) {
      case CONCURRENT_WRITE -> retryConcurrentWrites;
      case NOT_FOUND -> retryUntilReplicated;
      case THROTTLED -> retryThrottled;
      case DUPLICATE_SUBJECT, PERMANENT -> false;
    };
  }

  /** Returns the maximum time between the first attempt and the last retry. */
  Duration limit(FailureKind failureKind) {
    return failureKind == FailureKind.NOT_FOUND ? replicationTimeout : retryTimeout;
  }

  AzureCloud cloud() {
    return cloud;
  }

  boolean serializesWrites() {
    return serializeWrites;
  }

  Duration baseDelay() {
    return baseDelay;
  }

  Duration maxDelay() {
    return maxDelay;
  }

  Duration retryTimeout() {
    return retryTimeout;
  }

  Duration awaitInterval() {
    return awaitInterval;
  }

  Duration awaitTimeout() {
    return awaitTimeout;
  }

  int parallelism() {
    return parallelism;
  }

  /** Builds {@link FederationOptions}. */
  public static final class Builder {
    private AzureCloud cloud = AzureCloud.PUBLIC;
    private boolean serializeWrites = true;
    private boolean retryConcurrentWrites = true;
    private boolean retryUntilReplicated = true;
    private boolean retryThrottled = true;
    private Duration baseDelay = Duration.ofMillis(250);
    private Duration maxDelay = Duration.ofSeconds(20);
    private Duration retryTimeout = Duration.ofMinutes(5);
    private Duration replicationTimeout = Duration.ofMinutes(2);
    private Duration awaitInterval = Duration.ofSeconds(1);
    private Duration awaitTimeout = Duration.ofMinutes(5);
    private int parallelism = 8;

    private Builder() {}

    /**
     * Sets the cloud whose token exchange audience is added to credentials without an audience.
     *
     * @param cloud the cloud (default: {@link AzureCloud#PUBLIC})
     * @return this builder
     */
    public Builder cloud(AzureCloud cloud) {
      this.cloud = Preconditions.requireNonNull("cloud", cloud);
      return this;
    }

    /**
     * Sets whether the client serializes writes to the credentials of an identity, because Azure
     * rejects concurrent writes. Separate clients do not coordinate.
     *
     * @param serializeWrites false to send concurrent writes (default: true)
     * @return this builder
     */
    public Builder serializeWrites(boolean serializeWrites) {
      this.serializeWrites = serializeWrites;
      return this;
    }

    /**
     * Sets whether the client retries writes that Azure rejects because of a concurrent write to
     * the credentials of the same identity.
     *
     * @param retryConcurrentWrites false to fail at the first conflict (default: true)
     * @return this builder
     */
    public Builder retryConcurrentWrites(boolean retryConcurrentWrites) {
      this.retryConcurrentWrites = retryConcurrentWrites;
      return this;
    }

    /**
     * Sets whether the client retries calls that Azure rejects because the identity or its service
     * principal does not exist or is not yet replicated. Retries end after {@link
     * #replicationTimeout}.
     *
     * @param retryUntilReplicated false to fail at the first such error (default: true)
     * @return this builder
     */
    public Builder retryUntilReplicated(boolean retryUntilReplicated) {
      this.retryUntilReplicated = retryUntilReplicated;
      return this;
    }

    /**
     * Sets whether the client retries calls that Azure throttles with status 429. The retry is sent
     * after the time that Azure requests, and all other calls of the client wait for the same time.
     *
     * @param retryThrottled false to fail at the first 429 (default: true)
     * @return this builder
     */
    public Builder retryThrottled(boolean retryThrottled) {
      this.retryThrottled = retryThrottled;
      return this;
    }

    /**
     * Sets the maximum delay before the first retry. The delay doubles with each retry up to {@link
     * #maxDelay}; a random jitter shortens each delay by up to one half.
     *
     * @param baseDelay a positive duration (default: 250 milliseconds)
     * @return this builder
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    public Builder baseDelay(Duration baseDelay) {
      this.baseDelay = Preconditions.requirePositive("baseDelay", baseDelay);
      return this;
    }

    /**
     * Sets the maximum delay between two retries.
     *
     * @param maxDelay a positive duration (default: 20 seconds)
     * @return this builder
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    public Builder maxDelay(Duration maxDelay) {
      this.maxDelay = Preconditions.requirePositive("maxDelay", maxDelay);
      return this;
    }

    /**
     * Sets the maximum time between the first attempt and the last retry. When no further retry
     * fits, the call fails with the last error of Azure.
     *
     * @param retryTimeout zero for no retries (default: 5 minutes)
     * @return this builder
     * @throws IllegalArgumentException if the duration is negative
     */
    public Builder retryTimeout(Duration retryTimeout) {
      this.retryTimeout = Preconditions.requireNonNegative("retryTimeout", retryTimeout);
      return this;
    }

    /**
     * Sets the maximum time during which an identity that is not found is considered not yet
     * replicated.
     *
     * @param replicationTimeout zero for no retries (default: 2 minutes)
     * @return this builder
     * @throws IllegalArgumentException if the duration is negative
     */
    public Builder replicationTimeout(Duration replicationTimeout) {
      this.replicationTimeout =
          Preconditions.requireNonNegative("replicationTimeout", replicationTimeout);
      return this;
    }

    /**
     * Sets the delay between two attempts of an {@code await} method.
     *
     * @param awaitInterval a positive duration (default: 1 second)
     * @return this builder
     * @throws IllegalArgumentException if the duration is zero or negative
     */
    public Builder awaitInterval(Duration awaitInterval) {
      this.awaitInterval = Preconditions.requirePositive("awaitInterval", awaitInterval);
      return this;
    }

    /**
     * Sets the maximum time that an {@code await} method waits.
     *
     * @param awaitTimeout zero for a single attempt (default: 5 minutes)
     * @return this builder
     * @throws IllegalArgumentException if the duration is negative
     */
    public Builder awaitTimeout(Duration awaitTimeout) {
      this.awaitTimeout = Preconditions.requireNonNegative("awaitTimeout", awaitTimeout);
      return this;
    }

    /**
     * Sets the maximum number of identities that are reconciled in parallel.
     *
     * @param parallelism a positive number (default: 8)
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public Builder parallelism(int parallelism) {
      this.parallelism = Preconditions.requireAtLeastOne("parallelism", parallelism);
      return this;
    }

    /**
     * Builds the options.
     *
     * @return the options
     */
    public FederationOptions build() {
      return new FederationOptions(this);
    }
  }
}
