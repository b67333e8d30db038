package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that come too fast: by Resource Manager's own limits, for each principal in a
 * subscription, and by those that providers declare. Counts in memory: each process of a server has
 * counts of its own, and a restart forgets them. Thread-safe.
 */
public final class Throttling {
  private static final int MOST_BUCKETS = 10_000;

  /** Resource Manager's limits since 2024, by what a request does. */
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
  private final boolean on;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param on whether it refuses anything at all
   */
  public Throttling(Clock clock, boolean on) {
    this.clock = clock;
    this.on = on;
  }

  /** Counts a request, and serves it unless it is one too many. */
  Response serve(ArmRequest request) {
    if (!on) {
      return request.operation().handler().handle(request);
    }
    var bucket = admitToSubscription(request);
    var limit = request.operation().limit();
    if (limit != null) {
      admitToProvider(request, limit);
    }
    var answer = request.operation().handler().handle(request);
    return bucket == null
        ? answer
        : answer.with(
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

  /** A bucket that is full again says as much as none. */
  private TokenBucket bucket(String key, double capacity, double perSecond) {
    var now = clock.instant();
    if (buckets.size() >= MOST_BUCKETS) {
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
