package dev.msi4j.local.internal.control.faults;

import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.ResponseFault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Injects faults into the handling of requests. Holds the planned faults and a record of the
 * applied ones in memory: each process of a server has its own faults, and a restart removes them.
 * Thread-safe.
 */
public final class FaultInjector {
  /** The oldest records are dropped beyond this number. */
  private static final int MAX_APPLIED = 1_000;

  /** Bounds the search of each request for a matching fault. */
  private static final int MAX_PLANNED = 1_000;

  /** The interval at which a delayed request reads the clock, which can be a test clock. */
  private static final long POLL_MILLIS = 10;

  private final Clock clock;
  private final Set<String> operations = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition cleared = lock.newCondition();
  private final Deque<FaultRecord> applied = new ArrayDeque<>();
  private int clearCount;

  /** Immutable and replaced as a whole, so that requests need no lock while no fault is planned. */
  private volatile List<Planned> planned = List.of();

  /** A planned fault and the number of requests that it still applies to. */
  private record Planned(PlannedFault fault, int remaining) {}

  /**
   * A fault that is applied to a request.
   *
   * @param until the end of the delay
   * @param clearCount the number of calls of {@link #clear} so far; the next call ends the delay
   */
  private record ActiveFault(PlannedFault fault, Instant until, int clearCount) {}

  public FaultInjector(Clock clock) {
    this.clock = clock;
  }

  /** Adds the names of operations that faults can match. */
  public void declare(Collection<String> names) {
    operations.addAll(names);
  }

  /**
   * Plans a fault. Faults that were planned earlier apply first.
   *
   * @throws IllegalArgumentException if the fault has no effect or matches no operation
   */
  public void inject(PlannedFault fault) {
    if (fault.hasNoEffect()) {
      throw new IllegalArgumentException(
          "the fault for '"
              + fault.operation()
              + "' has no effect: it must have a status, a delay, or a broken connection");
    }
    if (operations.stream().noneMatch(fault::matches)) {
      throw new IllegalArgumentException(
          "operation is '"
              + fault.operation()
              + "': it must be, or match, an operation of this local Azure");
    }
    locked(() -> {
      if (planned.size() == MAX_PLANNED) {
        throw new IllegalArgumentException(
            "the number of planned faults has reached the maximum of "
                + MAX_PLANNED
                + ": clear them first");
      }
      var more = new ArrayList<>(planned);
      more.add(new Planned(fault, fault.times()));
      planned = List.copyOf(more);
      return true;
    });
  }

  /** Returns the planned faults with their remaining times. */
  public List<PlannedFault> planned() {
    return planned.stream().map(each -> each.fault.times(each.remaining)).toList();
  }

  /** Returns the newest thousand faults applied since the last {@link #clear}, oldest first. */
  public List<FaultRecord> applied() {
    return locked(() -> List.copyOf(applied));
  }

  /** Removes the planned faults and the records, and ends the delays of requests. */
  public void clear() {
    locked(() -> {
      planned = List.of();
      applied.clear();
      clearCount++;
      cleared.signalAll();
      return true;
    });
  }

  /**
   * Serves a request, or applies the first planned fault that matches its operation.
   *
   * @param error renders an injected error in the format of the protocol
   */
  public Response serve(
      String operation, Function<InjectedError, Response> error, Supplier<Response> service) {
    var active = planned.isEmpty() ? Optional.<ActiveFault>empty() : take(operation);
    if (active.isEmpty()) {
      return service.get();
    }
    delay(active.get());
    var fault = active.get().fault;
    return switch (fault.outcome()) {
      case SERVED -> service.get();
      case REJECTED -> rejected(Objects.requireNonNull(fault.error()), error);
      case CONNECTION_RESET -> Response.empty(503).withFault(ResponseFault.RESET);
      case RESPONSE_DROPPED -> service.get().withFault(ResponseFault.RESET);
      case RESPONSE_TRUNCATED -> service.get().withFault(ResponseFault.TRUNCATE);
    };
  }

  private static Response rejected(InjectedError error, Function<InjectedError, Response> failure) {
    var body = error.body();
    var response = body == null ? failure.apply(error) : response(error.status(), body);
    return error.retryAfter() == null
        ? response
        : response.with("Retry-After", Long.toString(error.retryAfter().toSeconds()));
  }

  private static Response response(int status, InjectedBody body) {
    return new Response(
        status,
        Headers.NONE.with("Content-Type", body.contentType()),
        Body.of(body.text().getBytes(StandardCharsets.UTF_8)));
  }

  private Optional<ActiveFault> take(String operation) {
    return locked(() ->
        planned.stream()
            .filter(each -> each.fault.matches(operation))
            .findFirst()
            .map(each -> apply(each, operation)));
  }

  private ActiveFault apply(Planned taken, String operation) {
    var rest = new ArrayList<>(planned);
    var index = rest.indexOf(taken);
    if (taken.remaining > 1) {
      rest.set(index, new Planned(taken.fault, taken.remaining - 1));
    } else {
      rest.remove(index);
    }
    planned = List.copyOf(rest);
    if (applied.size() == MAX_APPLIED) {
      applied.removeFirst();
    }
    var now = clock.instant();
    applied.addLast(new FaultRecord(taken.fault, operation, now));
    return new ActiveFault(taken.fault, now.plus(taken.fault.delay()), clearCount);
  }

  /** Waits until the delay is over by the clock, or until the faults are cleared. */
  private void delay(ActiveFault active) {
    if (active.fault.delay().isZero()) {
      return;
    }
    lock.lock();
    try {
      while (clearCount == active.clearCount && clock.instant().isBefore(active.until)) {
        var unused = cleared.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      // The server stops: respond now.
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
