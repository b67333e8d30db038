package dev.msi4j.local.internal.control.faults;

/** What becomes of a request that a fault is applied to. */
public enum Outcome {
  /** It is served as always; only later, since its fault is a delay. */
  SERVED("served"),
  /** It is not served, and answered with an error. */
  REFUSED("refused"),
  /** It is not served, and its connection is reset. */
  RESET("reset"),
  /** It is served, and its connection is reset before the answer. */
  ANSWER_LOST("answerLost"),
  /** It is served, and its connection ends in the middle of the answer's body. */
  CUT_OFF("cutOff");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** How it is called in JSON. */
  public String word() {
    return word;
  }
}
