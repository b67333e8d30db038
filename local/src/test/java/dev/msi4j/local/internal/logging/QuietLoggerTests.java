package dev.msi4j.local.internal.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class QuietLoggerTests {
  private final RecordingLogger target = new RecordingLogger();
  private final QuietLogger logger = new QuietLogger(target);

  @Test
  void infoIsLoggedAtDebug() {
    logger.info("Started {} in {} ms", "server", 5);

    assertThat(target.messages).containsExactly("DEBUG Started server in 5 ms");
  }

  @Test
  void warningsAndErrorsKeepTheirLevel() {
    logger.warn("slow");
    logger.error("failed", new IllegalStateException("full"));

    assertThat(target.messages).containsExactly("WARN slow", "ERROR failed full");
  }

  @Test
  void infoIsDisabledIfDebugIsDisabled() {
    target.debug = false;

    logger.info("Started");

    assertThat(logger.isInfoEnabled()).isFalse();
    assertThat(target.messages).isEmpty();
  }

  @Test
  void factoryReturnsLoggerWithNameOfTheClass() {
    assertThat(QuietLoggerFactory.getLogger(QuietLoggerTests.class))
        .isInstanceOf(QuietLogger.class)
        .extracting(created -> created.getName())
        .isEqualTo(QuietLoggerTests.class.getName());
  }

  /** Records levels and formatted messages. */
  private static final class RecordingLogger extends LegacyAbstractLogger {
    @Serial private static final long serialVersionUID = 1;

    private final transient List<String> messages = new ArrayList<>();
    private boolean debug = true;

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return debug;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable cause) {
      var text = level + " " + MessageFormatter.basicArrayFormat(message, arguments);
      messages.add(cause == null ? text : text + " " + cause.getMessage());
    }
  }
}
