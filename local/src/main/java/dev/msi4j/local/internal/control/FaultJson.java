package dev.msi4j.local.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.control.faults.InjectedBody;
import dev.msi4j.local.internal.control.faults.InjectedError;
import dev.msi4j.local.internal.control.faults.Outcome;
import dev.msi4j.local.internal.control.faults.PlannedFault;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes faults as JSON. */
final class FaultJson {
  private static final String OPERATION = "operation";
  private static final String TIMES = "times";
  private static final String DELAY = "delay";
  private static final String OUTCOME = "outcome";
  private static final String STATUS = "status";
  private static final String CODE = "code";
  private static final String MESSAGE = "message";
  private static final String RETRY_AFTER = "retryAfter";
  private static final String BODY = "body";
  private static final String CONTENT_TYPE = "contentType";
  private static final String PLAIN_TEXT = "text/plain; charset=utf-8";
  private static final Set<String> MEMBERS =
      Set.of(
          OPERATION, TIMES, DELAY, OUTCOME, STATUS, CODE, MESSAGE, RETRY_AFTER, BODY, CONTENT_TYPE);

  private FaultJson() {}

  static PlannedFault read(JsonBody body) {
    body.allowOnly(MEMBERS);
    var fault =
        PlannedFault.of(body.required(OPERATION))
            .times(body.integer(TIMES).orElse(1))
            .delay(body.duration(DELAY).orElse(Duration.ZERO))
            .outcome(body.text(OUTCOME).map(FaultJson::outcome).orElse(Outcome.SERVED));
    var status = body.integer(STATUS);
    if (status.isEmpty()) {
      rejectErrorWithoutStatus(body);
      return fault;
    }
    return fault.rejected(error(status.get(), body));
  }

  /** Rejects members that have no effect without a status. */
  private static void rejectErrorWithoutStatus(JsonBody body) {
    for (var name : List.of(CODE, MESSAGE, RETRY_AFTER, BODY, CONTENT_TYPE)) {
      if (body.text(name).isPresent()) {
        throw AdminException.invalid(name, body.text(name).get(), "omitted without a status");
      }
    }
  }

  private static InjectedError error(int status, JsonBody body) {
    if (body.text(OUTCOME).isPresent()) {
      throw AdminException.invalid(OUTCOME, body.text(OUTCOME).get(), "omitted with a status");
    }
    return new InjectedError(
        status,
        body.text(CODE).orElse(null),
        body.text(MESSAGE).orElse(null),
        body.duration(RETRY_AFTER).orElse(null),
        injectedBody(body));
  }

  private static @Nullable InjectedBody injectedBody(JsonBody body) {
    var text = body.text(BODY);
    var contentType = body.text(CONTENT_TYPE);
    if (text.isEmpty() && contentType.isPresent()) {
      throw AdminException.invalid(CONTENT_TYPE, contentType.get(), "omitted without a body");
    }
    return text.map(each -> new InjectedBody(contentType.orElse(PLAIN_TEXT), each)).orElse(null);
  }

  private static Outcome outcome(String label) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.jsonName().equals(label))
        .filter(outcome -> outcome != Outcome.REJECTED)
        .findFirst()
        .orElseThrow(
            () -> AdminException.invalid(OUTCOME, label, "served, reset, answerLost or cutOff"));
  }

  static ObjectNode write(PlannedFault fault) {
    var json = Json.object().put(OPERATION, fault.operation()).put(TIMES, fault.times());
    if (!fault.delay().isZero()) {
      json.put(DELAY, fault.delay().toString());
    }
    if (fault.error() == null) {
      return json.put(OUTCOME, fault.outcome().jsonName());
    }
    var error = fault.error();
    json.put(STATUS, error.status());
    putText(json, CODE, error.code());
    putText(json, MESSAGE, error.message());
    if (error.retryAfter() != null) {
      json.put(RETRY_AFTER, error.retryAfter().toString());
    }
    if (error.body() != null) {
      json.put(BODY, error.body().text()).put(CONTENT_TYPE, error.body().contentType());
    }
    return json;
  }

  private static void putText(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
