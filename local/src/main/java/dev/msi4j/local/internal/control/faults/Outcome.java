package dev.msi4j.local.internal.control.faults;

/** What becomes of a request that a fault is applied to. */
public enum Outcome {
  /** It is served as always; only later, since its fault is a delay. */
  SERVED("served"),
  /** It is not served, and answered with an error. */
  REJECTED("refused"),
  /** It is not served, and its connection is reset. */
  CONNECTION_RESET("reset"),
  /** It is served, and its connection is reset before the answer. */
  RESPONSE_DROPPED("answerLost"),
  /** It is served, and its connection ends in the middle of the answer's body. */
  RESPONSE_TRUNCATED("cutOff");

  private final String jsonName;

  Outcome(String label) {
    this.jsonName = label;
  }

  /** How it is called in JSON. */
  public String jsonName() {
    return jsonName;
  }
}
