package dev.msi4j.local.internal.control;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.control.faults.FaultRecord;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.json.Json;
import java.util.Set;
import java.util.function.Function;

/** The admin API: injects faults and controls the clock. */
public final class AdminRoutes {
  private static final String BY = "by";

  private final FaultInjector faults;
  private final ControllableClock clock;
  private final AdminSecret secret;

  /**
   * @param secret the bearer token that every request must send
   */
  public AdminRoutes(FaultInjector faults, ControllableClock clock, AdminSecret secret) {
    this.faults = faults;
    this.clock = clock;
    this.secret = secret;
  }

  /** Adds the routes of the API. */
  public void declare(Router<Route> routes) {
    routes.add("GET", "/admin/faults", secured(request -> faults()));
    routes.add("POST", "/admin/faults", secured(this::inject));
    routes.add("DELETE", "/admin/faults", secured(request -> clear()));
    routes.add("GET", "/admin/clock", secured(request -> time()));
    routes.add("POST", "/admin/clock/freeze", secured(request -> changeClock(clock::freeze)));
    routes.add("POST", "/admin/clock/resume", secured(request -> changeClock(clock::resume)));
    routes.add("POST", "/admin/clock/reset", secured(request -> changeClock(clock::reset)));
    routes.add("POST", "/admin/clock/advance", secured(this::advance));
  }

  private Route secured(Function<Request, Response> route) {
    return (request, arguments) -> {
      secret.check(request);
      try {
        return route.apply(request).with("Cache-Control", "no-store");
      } catch (IllegalArgumentException e) {
        throw AdminException.invalid(String.valueOf(e.getMessage()));
      }
    };
  }

  private Response faults() {
    var document = Json.object();
    var planned = document.putArray("planned");
    faults.planned().forEach(fault -> planned.add(FaultJson.write(fault)));
    var applied = document.putArray("applied");
    for (FaultRecord each : faults.applied()) {
      applied
          .addObject()
          .put("operation", each.operation())
          .put("at", each.at().toString())
          .set("fault", FaultJson.write(each.fault()));
    }
    return Response.json(200, document);
  }

  private Response inject(Request request) {
    var fault = FaultJson.read(JsonBody.of(request.body(), AdminException.BODY));
    faults.inject(fault);
    return Response.json(201, FaultJson.write(fault));
  }

  private Response clear() {
    faults.clear();
    return Response.empty(204);
  }

  private Response time() {
    return Response.json(
        200, Json.object().put("now", clock.instant().toString()).put("frozen", clock.isFrozen()));
  }

  private Response changeClock(Runnable change) {
    change.run();
    return time();
  }

  private Response advance(Request request) {
    var body = JsonBody.of(request.body(), AdminException.BODY);
    body.allowOnly(Set.of(BY));
    var time =
        body.duration(BY)
            .orElseThrow(() -> AdminException.invalid(BY, "", "a duration such as PT30S"));
    return changeClock(() -> clock.advance(time));
  }
}
