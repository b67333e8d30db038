package dev.msi4j.cli.demo;

/**
 * Runs an action and its cleanup. The cleanup runs once, also when the process is terminated, such
 * as by Ctrl-C.
 */
final class ShutdownHook {
  private final Runnable close;
  private boolean closed;

  private ShutdownHook(Runnable close) {
    this.close = close;
  }

  /** Runs the action, then the cleanup, even if the action fails. */
  static void run(Runnable body, Runnable close) {
    var shutdownHook = new ShutdownHook(close);
    var hook = new Thread(shutdownHook::closeOnce, "shutdown-hook");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      body.run();
    } finally {
      shutdownHook.closeOnce();
      remove(hook);
    }
  }

  /** Cleans up once. A second caller waits, so that the process does not exit too early. */
  private synchronized void closeOnce() {
    if (!closed) {
      closed = true;
      close.run();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down already; the hook finds the cleanup done.
      return;
    }
  }
}
