package dev.msi4j.cli.console;

/** Runs an action and its cleanup; the cleanup also runs once when the process is terminated. */
public final class ShutdownHook {
  private final Runnable cleanup;
  private boolean done;

  private ShutdownHook(Runnable cleanup) {
    this.cleanup = cleanup;
  }

  /** Runs the action, then the cleanup, even if the action fails or the process gets a signal. */
  public static void run(Runnable action, Runnable cleanup) {
    var shutdown = new ShutdownHook(cleanup);
    var hook = new Thread(shutdown::cleanUpOnce, "shutdown-hook");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      action.run();
    } finally {
      shutdown.cleanUpOnce();
      remove(hook);
    }
  }

  /** Cleans up once. A second caller waits, so that the process does not exit too early. */
  private synchronized void cleanUpOnce() {
    if (!done) {
      done = true;
      cleanup.run();
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
