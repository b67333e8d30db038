package dev.msi4j.local.internal.http;

/** How an answer reaches the client: as it should, or by a connection that breaks. */
public enum ResponseFault {
  WHOLE,
  /** The connection ends in the middle of the body; if there is none, before the answer. */
  CUT_OFF,
  /** The connection is reset, and the client sees nothing of the answer. */
  RESET
}
