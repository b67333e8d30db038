package dev.msi4j.local.internal.http;

/** Connection faults that a listener can inject into a response. */
public enum ResponseFault {
  NONE,
  /** Closes the connection in the middle of the body, or before a response without a body. */
  TRUNCATE,
  /** Resets the connection before the response. */
  RESET
}
