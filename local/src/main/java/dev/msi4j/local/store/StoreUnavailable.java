package dev.msi4j.local.store;

import java.io.Serial;

/** Nothing can be stored now, as on a full disk; what was stored before is there. */
public final class StoreUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  StoreUnavailable(Throwable cause) {
    super("the store can't be written: " + cause.getMessage(), cause);
  }
}
