package dev.msi4j.samples;

/**
 * Runs something and closes it afterwards, also when the process is told to end before that, as by
 * Ctrl-C. It is closed once.
 */
public final class ShutdownHook {
  private final Runnable close;
  private boolean closed;

  private ShutdownHook(Runnable close) {
    this.close = close;
  }

  /** Runs the body, then the closing, whatever comes of the body. */
  public static void run(Runnable body, Runnable close) {
    var shutdownHook = new ShutdownHook(close);
    var hook = new Thread(shutdownHook::closeOnce, "close-before-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      body.run();
    } finally {
      shutdownHook.closeOnce();
      forget(hook);
    }
  }

  /** Waits if another thread is at it, so that the process does not end in the midst of it. */
  private synchronized void closeOnce() {
    if (!closed) {
      closed = true;
      close.run();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs anyway, and finds nothing left to do.
      return;
    }
  }
}
