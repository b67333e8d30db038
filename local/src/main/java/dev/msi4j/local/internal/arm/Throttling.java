package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Enforces rate limits with token buckets: the limits of Resource Manager for each principal in a
 * subscription, and the limits that providers declare. The buckets are in memory: each process of a
 * server counts separately, and a restart resets the counts. Thread-safe.
 */
public final class Throttling {
  private static final int MAX_BUCKETS = 10_000;

  /** The limits of Resource Manager since 2024, by the kind of request. */
  private enum Kind {
    READ(250, 25),
    WRITE(200, 10),
    DELETE(200, 10);

    private final double capacity;
    private final double perSecond;

    Kind(double capacity, double perSecond) {
      this.capacity = capacity;
      this.perSecond = perSecond;
    }

    static Kind of(String method) {
      return switch (method) {
        case "GET", "HEAD" -> READ;
        case "DELETE" -> DELETE;
        default -> WRITE;
      };
    }

    String label() {
      return CaseFolding.of(name());
    }
  }

  private final Clock clock;
  private final boolean enabled;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param enabled whether limits apply
   */
  public Throttling(Clock clock, boolean enabled) {
    this.clock = clock;
    this.enabled = enabled;
  }

  /** Forgets all requests so far. */
  public void reset() {
    buckets.clear();
  }

  /**
   * Serves a request if it is within the limits.
   *
   * @throws ArmException with status 429 if a limit is exceeded
   */
  Response serve(ArmRequest request) {
    if (!enabled) {
      return request.operation().handler().handle(request);
    }
    var bucket = admitToSubscription(request);
    var limit = request.operation().options().limit();
    if (limit != null) {
      admitToProvider(request, limit);
    }
    var response = request.operation().handler().handle(request);
    return bucket == null
        ? response
        : response.with(
            "x-ms-ratelimit-remaining-subscription-" + kind(request).label() + "s",
            Integer.toString(bucket.remaining()));
  }

  private @Nullable TokenBucket admitToSubscription(ArmRequest request) {
    var subscription = request.arguments().get(ArmRequest.SUBSCRIPTION);
    if (subscription == null) {
      return null;
    }
    var kind = kind(request);
    var caller = request.caller().objectId();
    var bucket =
        bucket(
            String.join(" ", kind.label(), CaseFolding.of(subscription), caller.toString()),
            kind.capacity,
            kind.perSecond);
    var wait = bucket.take(clock.instant());
    if (!wait.isZero()) {
      throw ArmErrors.subscriptionThrottled(
          kind.label(), subscription, caller.toString(), seconds(wait));
    }
    return bucket;
  }

  private void admitToProvider(ArmRequest request, RateLimit limit) {
    var kind = request.operation().namespace() + "/" + limit.kind();
    var subscription =
        CaseFolding.of(request.arguments().getOrDefault(ArmRequest.SUBSCRIPTION, ""));
    take(request, kind, limit.perTenant());
    take(request, kind + " " + subscription, limit.perSubscription());
    take(request, kind + " " + CaseFolding.of(request.scope()), limit.perResource());
  }

  private void take(ArmRequest request, String key, double perSecond) {
    var wait = bucket(key, Math.max(1, perSecond), perSecond).take(clock.instant());
    if (!wait.isZero()) {
      throw ArmErrors.resourceThrottled(request.scope(), seconds(wait));
    }
  }

  /** Removes full buckets when there are too many: a new bucket is full, too. */
  private TokenBucket bucket(String key, double capacity, double perSecond) {
    var now = clock.instant();
    if (buckets.size() >= MAX_BUCKETS) {
      buckets.values().removeIf(bucket -> bucket.isFull(now));
    }
    return buckets.computeIfAbsent(key, name -> new TokenBucket(capacity, perSecond, now));
  }

  private static Kind kind(ArmRequest request) {
    return Kind.of(request.http().method());
  }

  private static long seconds(Duration wait) {
    return wait.plusNanos(999_999_999).toSeconds();
  }
}
