package dev.msi4j.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Threads of asynchronous requests: virtual threads on JDK 21 and newer, a pool of daemon threads
 * on older JDKs. The first asynchronous request creates them.
 */
final class Workers implements AutoCloseable {
  private static final long THREAD_IDLE_SECONDS = 10;
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

  private final ExecutorService senders;
  private final Scheduler readers;
  private final boolean virtual;

  private Workers(ExecutorService senders, Scheduler readers, boolean virtual) {
    this.senders = senders;
    this.readers = readers;
    this.virtual = virtual;
  }

  /**
   * Creates the threads.
   *
   * @param maxThreads the maximum number of concurrent requests on a JDK without virtual threads
   */
  static Workers create(int maxThreads) {
    var executor = virtualThreads();
    if (executor != null) {
      return new Workers(executor, Schedulers.fromExecutorService(executor), true);
    }
    // Separate threads send requests and read bodies, since the body of a request can be the body
    // of another response: one pool for both could run out of threads and block.
    return new Workers(pool(maxThreads), Schedulers.boundedElastic(), false);
  }

  private static @Nullable MethodHandle isVirtual() {
    if (Runtime.version().feature() < 21) {
      return null;
    }
    try {
      return LOOKUP.findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("JDK 21 has virtual threads", e);
    }
  }

  /** Returns an executor with a virtual thread for each task, or null on JDKs before 21. */
  private static @Nullable ExecutorService virtualThreads() {
    if (IS_VIRTUAL == null) {
      return null;
    }
    try {
      var builder = Class.forName("java.lang.Thread$Builder");
      var newBuilder =
          LOOKUP.findStatic(
              Thread.class,
              "ofVirtual",
              MethodType.methodType(Class.forName("java.lang.Thread$Builder$OfVirtual")));
      var name =
          LOOKUP.findVirtual(
              builder, "name", MethodType.methodType(builder, String.class, long.class));
      var factory =
          LOOKUP.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      var newExecutor =
          LOOKUP.findStatic(
              Executors.class,
              "newThreadPerTaskExecutor",
              MethodType.methodType(ExecutorService.class, ThreadFactory.class));
      return (ExecutorService)
          newExecutor.invoke(factory.invoke(name.invoke(newBuilder.invoke(), "msi4j-http-", 0L)));
    } catch (Throwable e) {
      throw new LinkageError("JDK 21 has virtual threads", e);
    }
  }

  private static ExecutorService pool(int maxThreads) {
    var number = new AtomicLong();
    var pool =
        new ThreadPoolExecutor(
            maxThreads,
            maxThreads,
            THREAD_IDLE_SECONDS,
            TimeUnit.SECONDS,
            // Idle threads wait for a moment before they sleep: a third more requests per second.
            new LinkedTransferQueue<>(),
            task -> {
              var thread = new Worker(task, "msi4j-http-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** A thread that may block. */
  private static final class Worker extends Thread {
    Worker(Runnable task, String name) {
      super(task, name);
    }
  }

  /** Returns the executor on which requests are sent. */
  ExecutorService senders() {
    return senders;
  }

  /** Returns the scheduler on which bodies are read. */
  Scheduler readers() {
    return readers;
  }

  /** Returns whether the current thread may block: it is a virtual thread or one of this class. */
  static boolean isCurrentThread() {
    var thread = Thread.currentThread();
    if (IS_VIRTUAL == null) {
      return thread instanceof Worker;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable e) {
      throw new LinkageError("Thread.isVirtual does not throw exceptions", e);
    }
  }

  @Override
  public void close() {
    senders.shutdownNow();
    if (virtual) {
      readers.dispose();
    }
  }
}
