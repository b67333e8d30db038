package dev.msi4j.local.internal.control.faults;

/** The outcome of a request that a fault is applied to. */
public enum Outcome {
  /** The request is served; its fault is a delay. */
  SERVED("served"),
  /** The request is not served; the response is an error. */
  REJECTED("rejected"),
  /** The request is not served, and the connection is reset. */
  CONNECTION_RESET("reset"),
  /** The request is served, and the connection is reset before the response. */
  RESPONSE_DROPPED("answerLost"),
  /** The request is served, and the connection closes in the middle of the response body. */
  RESPONSE_TRUNCATED("cutOff");

  private final String jsonName;

  Outcome(String jsonName) {
    this.jsonName = jsonName;
  }

  /** Returns the name of the outcome in JSON. */
  public String jsonName() {
    return jsonName;
  }
}
