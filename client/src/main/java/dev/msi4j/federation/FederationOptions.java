package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import java.time.Duration;

/**
 * How a federation client writes, waits and tries again. Immutable; any number of threads may use
 * it.
 */
public final class FederationOptions {
  /** What a client uses unless it is told otherwise; the setters of the builder say what it is. */
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

  /** Returns a builder that starts with the defaults. */
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

  /** How long after the first attempt there may be another. */
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
     * Sets the cloud whose audience a credential without one gets; {@link AzureCloud#PUBLIC} by
     * default.
     */
    public Builder cloud(AzureCloud cloud) {
      this.cloud = Checks.present("cloud", cloud);
      return this;
    }

    /**
     * Sets whether the client sends one write at a time to the credentials of an identity, since
     * Azure refuses a second one; it does by default. Federation clients do not know of each other:
     * use one.
     */
    public Builder serializeWrites(boolean serializeWrites) {
      this.serializeWrites = serializeWrites;
      return this;
    }

    /**
     * Sets whether a write is sent again that Azure refused because somebody else writes to the
     * same identity's credentials; it is by default.
     */
    public Builder retryConcurrentWrites(boolean retryConcurrentWrites) {
      this.retryConcurrentWrites = retryConcurrentWrites;
      return this;
    }

    /**
     * Sets whether a call is sent again that Azure refused because the identity or its service
     * principal is not there; it is by default, for as long as {@link #replicationTimeout} says.
     */
    public Builder retryUntilReplicated(boolean retryUntilReplicated) {
      this.retryUntilReplicated = retryUntilReplicated;
      return this;
    }

    /**
     * Sets whether a call is sent again that Azure refused with 429, when the time that Azure asked
     * for is over; it is by default, and all calls of the client wait that long.
     */
    public Builder retryThrottled(boolean retryThrottled) {
      this.retryThrottled = retryThrottled;
      return this;
    }

    /**
     * Sets how long to wait before the first retry, at the most; 250 milliseconds by default. Each
     * next wait is up to twice as long, and each is shortened by up to a half at random.
     */
    public Builder baseDelay(Duration baseDelay) {
      this.baseDelay = Checks.positive("baseDelay", baseDelay);
      return this;
    }

    /** Sets how long waits may grow; 20 seconds by default. */
    public Builder maxDelay(Duration maxDelay) {
      this.maxDelay = Checks.positive("maxDelay", maxDelay);
      return this;
    }

    /**
     * Sets how long after the first attempt there may be another; 5 minutes by default. After it
     * the call fails with Azure's last refusal.
     */
    public Builder retryTimeout(Duration retryTimeout) {
      this.retryTimeout = Checks.notNegative("retryTimeout", retryTimeout);
      return this;
    }

    /**
     * Sets for how long an identity that is not there counts as not there yet; 2 minutes by
     * default.
     */
    public Builder replicationTimeout(Duration replicationTimeout) {
      this.replicationTimeout = Checks.notNegative("replicationTimeout", replicationTimeout);
      return this;
    }

    /**
     * Sets how long to wait between the reads or attempts of an {@code await} method; 1 second by
     * default.
     */
    public Builder awaitInterval(Duration awaitInterval) {
      this.awaitInterval = Checks.positive("awaitInterval", awaitInterval);
      return this;
    }

    /** Sets how long an {@code await} method waits; 5 minutes by default. */
    public Builder awaitTimeout(Duration awaitTimeout) {
      this.awaitTimeout = Checks.notNegative("awaitTimeout", awaitTimeout);
      return this;
    }

    /** Sets how many identities are worked on at the same time; 8 by default. */
    public Builder parallelism(int parallelism) {
      this.parallelism = Checks.atLeastOne("parallelism", parallelism);
      return this;
    }

    /** Returns the options. */
    public FederationOptions build() {
      return new FederationOptions(this);
    }
  }
}
