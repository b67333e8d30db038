package dev.msi4j.local.internal.logging;

import java.io.Serial;
import org.slf4j.Logger;
import org.slf4j.helpers.MarkerIgnoringBase;

/**
 * Logger that logs messages of level INFO at DEBUG. Uses no method or class that SLF4J 1.7 does not
 * have, because azure-core selects that version.
 */
@SuppressWarnings("deprecation") // The successor of MarkerIgnoringBase needs SLF4J 2.
final class QuietLogger extends MarkerIgnoringBase {
  @Serial private static final long serialVersionUID = 1;

  private final transient Logger logger;

  QuietLogger(Logger logger) {
    this.logger = logger;
  }

  @Override
  public String getName() {
    return logger.getName();
  }

  @Override
  public boolean isTraceEnabled() {
    return logger.isTraceEnabled();
  }

  @Override
  public void trace(String message) {
    logger.trace(message);
  }

  @Override
  public void trace(String format, Object argument) {
    logger.trace(format, argument);
  }

  @Override
  public void trace(String format, Object first, Object second) {
    logger.trace(format, first, second);
  }

  @Override
  public void trace(String format, Object... arguments) {
    logger.trace(format, arguments);
  }

  @Override
  public void trace(String message, Throwable cause) {
    logger.trace(message, cause);
  }

  @Override
  public boolean isDebugEnabled() {
    return logger.isDebugEnabled();
  }

  @Override
  public void debug(String message) {
    logger.debug(message);
  }

  @Override
  public void debug(String format, Object argument) {
    logger.debug(format, argument);
  }

  @Override
  public void debug(String format, Object first, Object second) {
    logger.debug(format, first, second);
  }

  @Override
  public void debug(String format, Object... arguments) {
    logger.debug(format, arguments);
  }

  @Override
  public void debug(String message, Throwable cause) {
    logger.debug(message, cause);
  }

  @Override
  public boolean isInfoEnabled() {
    return logger.isDebugEnabled();
  }

  @Override
  public void info(String message) {
    logger.debug(message);
  }

  @Override
  public void info(String format, Object argument) {
    logger.debug(format, argument);
  }

  @Override
  public void info(String format, Object first, Object second) {
    logger.debug(format, first, second);
  }

  @Override
  public void info(String format, Object... arguments) {
    logger.debug(format, arguments);
  }

  @Override
  public void info(String message, Throwable cause) {
    logger.debug(message, cause);
  }

  @Override
  public boolean isWarnEnabled() {
    return logger.isWarnEnabled();
  }

  @Override
  public void warn(String message) {
    logger.warn(message);
  }

  @Override
  public void warn(String format, Object argument) {
    logger.warn(format, argument);
  }

  @Override
  public void warn(String format, Object first, Object second) {
    logger.warn(format, first, second);
  }

  @Override
  public void warn(String format, Object... arguments) {
    logger.warn(format, arguments);
  }

  @Override
  public void warn(String message, Throwable cause) {
    logger.warn(message, cause);
  }

  @Override
  public boolean isErrorEnabled() {
    return logger.isErrorEnabled();
  }

  @Override
  public void error(String message) {
    logger.error(message);
  }

  @Override
  public void error(String format, Object argument) {
    logger.error(format, argument);
  }

  @Override
  public void error(String format, Object first, Object second) {
    logger.error(format, first, second);
  }

  @Override
  public void error(String format, Object... arguments) {
    logger.error(format, arguments);
  }

  @Override
  public void error(String message, Throwable cause) {
    logger.error(message, cause);
  }
}
