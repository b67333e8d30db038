package dev.msi4j.cli.console;

import com.azure.core.exception.HttpResponseException;
import com.azure.identity.CredentialUnavailableException;
import dev.msi4j.ArmError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.security.cert.CertPathBuilderException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints errors: one line each, a quoted line of a file, and the stack trace on request. A line
 * contains no control characters and no name of a Java class.
 */
public final class ErrorPrinter {
  /** The name of an exception class that a library put before its message. */
  private static final Pattern EXCEPTION_NAME =
      Pattern.compile(
          "(?<![\\w/.])(?:(?:[a-z_]\\w*+\\.)++[A-Z][\\w$]*|[A-Z]\\w*Exception)\\b(?![/.\\w]):?\\s*");

  /** The source location in messages of Jackson. */
  private static final Pattern SOURCE = Pattern.compile("\\s*at \\[Source: .*", Pattern.DOTALL);

  private static final String INTERNAL =
      "internal error: run the command again with --verbose and report what it prints";

  private ErrorPrinter() {}

  /**
   * Prints an error and returns the exit status.
   *
   * @param advice text to add to the message; may be empty
   */
  public static int print(Exception exception, String advice, TerminalWriter err, boolean verbose) {
    printLine(Color.RED, "msi: ", oneLine(exception) + advice, err);
    if (exception instanceof CommandException command) {
      command.quote().forEach(err::line);
    }
    if (verbose) {
      exception.printStackTrace(err);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** Prints a usage error with a hint to the help and returns the exit status. */
  public static int print(ParameterException exception, TerminalWriter err) {
    var command = exception.getCommandLine().getCommandSpec();
    printLine(Color.RED, "msi: ", oneLine(exception), err);
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("Try '" + command.qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  /** Prints a warning. */
  public static void warn(String warning, TerminalWriter err) {
    printLine(Color.YELLOW, "msi: warning: ", warning, err);
    err.flush();
  }

  private static void printLine(Color color, String prefix, String text, TerminalWriter err) {
    err.print(color, prefix);
    err.line(text);
  }

  /** Prints a write error of standard output, unless its reader has exited. */
  public static int printOutputFailure(IOException failure, TerminalWriter err) {
    if (!String.valueOf(failure.getMessage()).contains("Broken pipe")) {
      err.line("msi: standard output cannot be written: " + reason(failure));
      err.flush();
    }
    return ExitCode.SOFTWARE;
  }

  /** Returns the error message on one line; for errors of Azure its code and message. */
  public static String oneLine(Throwable failure) {
    return text(failure).strip().replaceAll("(?<!\\s)\\s*\\R\\s*", " ");
  }

  private static String text(Throwable failure) {
    if (failure instanceof CredentialUnavailableException) {
      return "no credential is available: set AZURE_TENANT_ID, AZURE_CLIENT_ID and"
          + " AZURE_CLIENT_SECRET, or sign in with 'az login'";
    }
    if (failure instanceof HttpResponseException response) {
      var error = ArmError.of(response);
      if (error.isPresent()) {
        return azure(error.get());
      }
    }
    if (failure instanceof CommandException || failure instanceof ParameterException) {
      return message(failure);
    }
    IOException broken = cause(failure, IOException.class);
    if (broken == null || failure instanceof HttpResponseException) {
      return message(failure);
    }
    var own = failure.getMessage();
    var reason = reason(broken);
    if (failure instanceof IOException || own == null || own.equals(broken.toString())) {
      return reason;
    }
    return repeats(own, broken)
        ? withoutNames(own.replace(broken.getMessage(), reason), reason)
        : message(failure) + ": " + reason;
  }

  /** Returns whether a message contains that of an I/O error, which is a sentence and no path. */
  private static boolean repeats(String message, IOException broken) {
    var inner = broken.getMessage();
    return !(broken instanceof FileSystemException)
        && inner != null
        && inner.contains(" ")
        && message.contains(inner);
  }

  /** Returns Azure's code, message and request id. */
  private static String azure(ArmError error) {
    String code = error.code() == null ? "status " + error.status() : error.code();
    return ofAzure(code, error.message(), error.requestId());
  }

  /** Returns the message of an error of Azure: its code, message and request id. */
  public static String ofAzure(String code, String message, @Nullable String requestId) {
    return code + ": " + message + (requestId == null ? "" : " (request id " + requestId + ")");
  }

  /** Returns the reason of an I/O error, which Java often expresses by the class only. */
  public static String reason(IOException failure) {
    if (failure instanceof FileSystemException file) {
      return reason(file);
    }
    if (failure instanceof CharacterCodingException) {
      return "it is not a text in UTF-8";
    }
    if (failure instanceof UnknownHostException) {
      var message = withoutNames(failure.getMessage(), "");
      return message.startsWith("cannot ") ? message : "unknown host " + message;
    }
    if (failure instanceof SocketTimeoutException) {
      var message = withoutNames(failure.getMessage(), "");
      return "the server did not respond in time" + (message.isEmpty() ? "" : ": " + message);
    }
    if (failure instanceof ConnectException) {
      return withoutNames(failure.getMessage(), "connection refused");
    }
    if (failure instanceof SSLException) {
      return tls(failure);
    }
    return withoutNames(failure.getMessage(), "the input or output failed");
  }

  /**
   * Returns the reason of a TLS error; for an unknown authority with the remedy of this command.
   */
  private static String tls(IOException failure) {
    var message = withoutNames(failure.getMessage(), "no handshake");
    var named = message.startsWith("TLS ") ? message : "TLS: " + message;
    return cause(failure, CertPathBuilderException.class) == null
        ? named
        : named.replaceFirst(";.*", "")
            + "; to trust the server, set MSI4J_CA_FILE to a PEM file with the certificate of its"
            + " authority";
  }

  private static String reason(FileSystemException failure) {
    if (failure.getReason() != null) {
      return failure.getReason();
    }
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (failure instanceof NotDirectoryException) {
      return "not a directory";
    }
    return failure instanceof FileSystemLoopException
        ? "too many symbolic links"
        : withoutNames(failure.getMessage(), "the file system failed");
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }

  private static String message(Throwable failure) {
    return isBug(failure) ? INTERNAL : withoutNames(failure.getMessage(), INTERNAL);
  }

  /** Returns whether the exception is a bug, whose message does not help the user. */
  private static boolean isBug(Throwable failure) {
    return failure instanceof NullPointerException
        || failure instanceof ClassCastException
        || failure instanceof IndexOutOfBoundsException
        || failure instanceof ArithmeticException;
  }

  private static String withoutNames(@Nullable String message, String otherwise) {
    if (message == null) {
      return otherwise;
    }
    var plain = SOURCE.matcher(message).replaceAll("");
    plain = EXCEPTION_NAME.matcher(plain).replaceAll("").strip();
    return plain.isEmpty() ? otherwise : plain;
  }
}
