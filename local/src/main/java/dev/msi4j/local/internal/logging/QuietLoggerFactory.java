package dev.msi4j.local.internal.logging;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.Logger;

/**
 * Creates the loggers of the relocated libraries, which use this class as their {@code
 * LoggerFactory}.
 */
public final class QuietLoggerFactory {
  /** SLF4J's own method. A direct call would be relocated to this class, too. */
  private static final MethodHandle GET_LOGGER = find();

  private QuietLoggerFactory() {}

  /** Returns the logger of a class. */
  public static Logger getLogger(Class<?> type) {
    return getLogger(type.getName());
  }

  /** Returns the logger with a name. */
  public static Logger getLogger(String name) {
    try {
      return new QuietLogger((Logger) GET_LOGGER.invokeExact(name));
    } catch (Throwable e) {
      throw new IllegalStateException("SLF4J returns no logger", e);
    }
  }

  private static MethodHandle find() {
    try {
      var factory = Class.forName(Logger.class.getPackageName() + ".LoggerFactory");
      return MethodHandles.publicLookup()
          .findStatic(factory, "getLogger", MethodType.methodType(Logger.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("SLF4J is missing", e);
    }
  }
}
