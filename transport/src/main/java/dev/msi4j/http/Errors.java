package dev.msi4j.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions of this client. Each has the type that the JDK uses for the failure, and a
 * message with the origin, the value of the option and a remedy. A message contains no path and no
 * query, because they can be secret.
 */
final class Errors {
  private Errors() {}

  /** A connection could not be opened. */
  static IOException connect(
      IOException cause, Route route, @Nullable ProxySettings via, Settings settings) {
    var where = via == null ? route.toString() : route + " through " + via;
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(cause, "connecting to " + where);
    }
    if (cause instanceof UnknownHostException) {
      return unknownHost(cause, route, via);
    }
    if (cause instanceof SocketTimeoutException) {
      return timeout(
          cause, "no connection to " + where, settings.connectTimeout(), "connectTimeout");
    }
    if (cause instanceof SSLException) {
      return handshake(cause, route);
    }
    if (cause instanceof ConnectException) {
      return with(
          new ConnectException(
              "cannot connect to "
                  + where
                  + ": "
                  + cause.getMessage()
                  + "; check that a server listens at this host and port"),
          cause);
    }
    return new IOException("cannot connect to " + where + ": " + text(cause), cause);
  }

  private static IOException unknownHost(
      IOException cause, Route route, @Nullable ProxySettings via) {
    return with(
        new UnknownHostException(
            via == null
                ? "cannot resolve the host name of "
                    + route
                    + "; check the name, the DNS settings, and whether a proxy is needed"
                : "cannot resolve the host name of the " + via + "; check the proxy settings"),
        cause);
  }

  private static IOException handshake(IOException cause, Route route) {
    return with(
        new SSLHandshakeException(
            "TLS handshake with " + route + " failed: " + text(cause) + advice(cause, route)),
        cause);
  }

  private static String advice(Throwable failure, Route route) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return "; the server needs a certificate that is valid now, or a clock is wrong";
      }
      if (cause instanceof CertPathBuilderException) {
        return "; if you trust the server, add its certificate authority to the trust store"
            + " of the JVM, or to that of the SSLContext given to sslContext(...)";
      }
      if (cause instanceof CertificateException
          && cause.getMessage() != null
          && cause.getMessage().startsWith("No ")) {
        return "; the certificate of the server is for another name than '" + route.host() + "'";
      }
    }
    return "";
  }

  /** The proxy rejected the request for a tunnel. */
  static IOException proxyRejected(
      ProxySettings via, Route route, ClassicHttpResponse response, boolean hasCredentials) {
    var message =
        "the "
            + via
            + " opens no tunnel to "
            + route
            + ": status "
            + response.getCode()
            + " "
            + response.getReasonPhrase();
    if (response.getCode() != 407) {
      return new IOException(message);
    }
    return new IOException(
        message
            + (hasCredentials
                ? "; it does not accept the user name and password, or requires a scheme other than"
                    + " Basic and Digest"
                : "; set the user name and password with ProxyOptions.setCredentials, or in"
                    + " HTTPS_PROXY"));
  }

  /** A timeout has passed. */
  static SocketTimeoutException timeout(
      Throwable cause, String what, Duration timeout, String option) {
    return with(
        new SocketTimeoutException(
            what + " within " + Durations.format(timeout) + " (" + option + ")"),
        cause);
  }

  /** The calling thread was interrupted. */
  static InterruptedIOException interrupted(Throwable cause, String what) {
    return with(new InterruptedIOException("interrupted while " + what), cause);
  }

  /** A response is not valid HTTP. */
  static IOException protocol(Throwable cause, String peer) {
    return with(
        new ProtocolException(peer + ": the response is not valid HTTP: " + text(cause)), cause);
  }

  /**
   * A body was not received completely. The exception is a {@link ProtocolException} if the server
   * ended the body early or sent invalid chunks. azure-core's retry policy examines each cause
   * separately, so a cause of the type {@link IOException} would hide that type.
   */
  static IOException incomplete(IOException cause, String what) {
    var message = what + ": " + text(cause);
    if (cause instanceof ConnectionClosedException
        || cause instanceof MalformedChunkCodingException) {
      var violation = new ProtocolException(message);
      violation.addSuppressed(cause);
      return violation;
    }
    return new IOException(message, cause);
  }

  /** The client was closed during an exchange. */
  static IOException clientClosed(String request, Throwable cause) {
    return new IOException(request + " was ended: the HTTP client is closed", cause);
  }

  /** The request was sent, and no response was received. */
  static IOException response(Exception cause, String request, Settings settings) {
    if (cause instanceof HttpException) {
      return protocol(cause, request);
    }
    if (cause instanceof MessageConstraintException || cause instanceof HeaderTooLargeException) {
      return new IOException(
          request
              + ": the header of the response is larger than "
              + settings.maxResponseHeaderSize()
              + " bytes (maxResponseHeaderSize), or has more lines than allowed: "
              + text(cause),
          cause);
    }
    if (cause instanceof NoHttpResponseException || cause instanceof ConnectionClosedException) {
      return new IOException(
          request + ": the server closed the connection without a response", cause);
    }
    if (cause instanceof ProtocolException) {
      return protocol(cause, request);
    }
    return new IOException(request + " failed: " + text(cause), cause);
  }

  /** Returns the message of an exception, or its type if it has none. */
  static String text(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static <E extends Exception> E with(E exception, Throwable cause) {
    exception.initCause(cause);
    return exception;
  }
}
