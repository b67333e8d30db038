package dev.msi4j.cli;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import dev.msi4j.ArmError;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells of errors: one line each, and the stack trace if it is wanted. */
final class Failures {
  private Failures() {}

  /** Tells of an error and returns the exit status for it. */
  static int tell(Exception exception, PrintWriter err, boolean verbose) {
    err.println("msi: " + oneLine(exception));
    if (verbose) {
      exception.printStackTrace(err);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** Tells of a command line that is not understood, and how to learn what is. */
  static int tell(ParameterException exception, PrintWriter err) {
    var command = exception.getCommandLine().getCommandSpec();
    err.println("msi: " + oneLine(exception));
    UnmatchedArgumentException.printSuggestions(exception, err);
    err.println("Try '" + command.qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  /** Tells of what is done all the same. */
  static void warn(String warning, PrintWriter err) {
    err.println("msi: warning: " + warning);
    err.flush();
  }

  /** The error in one line, in Azure's words if it is Azure's. */
  static String oneLine(Throwable failure) {
    return words(failure).strip().replaceAll("(?<!\\s)\\s*\\R\\s*", " ");
  }

  private static String words(Throwable failure) {
    if (failure instanceof HttpResponseException refused) {
      return ArmError.of(refused).map(Failures::refusal).orElseGet(() -> message(refused));
    }
    if (failure instanceof ClientAuthenticationException refused) {
      return message(refused);
    }
    IOException broken = cause(failure);
    if (broken != null && !(failure instanceof CommandFailure)) {
      return failure.getMessage() == null || failure.getMessage().equals(broken.toString())
          ? described(broken)
          : message(failure) + ": " + described(broken);
    }
    return message(failure);
  }

  /** Azure's code, message and request id. */
  private static String refusal(ArmError error) {
    String code = error.code() == null ? "status " + error.status() : error.code();
    String id = error.requestId() == null ? "" : " (request id " + error.requestId() + ")";
    return code + ": " + error.message() + id;
  }

  /** The name of an I/O exception says what its message leaves out, such as that a file is gone. */
  private static String described(IOException broken) {
    return broken.getClass().getSimpleName() + ": " + message(broken);
  }

  private static @Nullable IOException cause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof IOException broken) {
        return broken;
      }
    }
    return null;
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}
