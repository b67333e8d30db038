package dev.msi4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connected socket with the limits of the current exchange: a deadline for the head of the
 * response, a timeout for each read of its body and for each write, and a maximum size of the head.
 *
 * <p>TLS runs on top of this socket, so the limits also apply to TLS records. Not thread-safe,
 * except for {@link #close()}.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // The wrapped socket synchronizes.
final class TimedSocket extends Socket {
  /** Writes up to this size fit into the send buffer of an idle connection and cannot block. */
  private static final int UNWATCHED_WRITES = 16 * 1024;

  private final Socket socket;
  private final @Nullable SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;
  private final Timers timers;
  private final long writeTimeout;
  private final ByteBuffer probe = ByteBuffer.allocate(1);

  private Phase phase = Phase.SETUP;
  private int soTimeout;
  private int appliedTimeout;
  private int readTimeout;
  private boolean deadlineSet;
  private long deadline;
  private int headLimit;
  private long received;
  private long sent;
  private boolean writeFailed;
  private volatile boolean writeTimedOut;

  /** The part of an exchange that is read next. */
  private enum Phase {
    /** A TLS handshake or a proxy's answer. */
    SETUP,
    /** The head of a response, with any interim responses before it. */
    HEAD,
    /** The body of a response. */
    BODY,
    /** Nothing: the connection is idle. */
    IDLE
  }

  /**
   * Reports that no data was received. Has no stack trace, because it is thrown and caught often.
   */
  private static final class NothingReceived extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  /**
   * Wraps a connected socket.
   *
   * @param socket the socket
   * @param timers closes the socket when a write takes too long
   * @param writeTimeout the maximum time of a write, in milliseconds; 0 for no limit
   * @throws IOException if the socket is not connected
   */
  TimedSocket(Socket socket, Timers timers, long writeTimeout) throws IOException {
    super((SocketImpl) null);
    this.socket = socket;
    this.channel = socket.getChannel();
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.timers = timers;
    this.writeTimeout = writeTimeout;
  }

  /** Starts an exchange: the counts of bytes start at zero. */
  void startExchange() {
    phase = Phase.HEAD;
    deadlineSet = false;
    readTimeout = 0;
    headLimit = Integer.MAX_VALUE;
    received = 0;
    sent = 0;
    writeFailed = false;
  }

  /**
   * Expects the head of a response.
   *
   * @param timeout the time until the head must be complete, in milliseconds; 0 for no limit
   * @param limit the maximum size in bytes
   */
  void expectHead(long timeout, int limit) {
    phase = Phase.HEAD;
    deadlineSet = timeout > 0;
    deadline = deadlineSet ? System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeout) : 0;
    headLimit = limit;
  }

  /**
   * Expects the body of a response.
   *
   * @param timeout the maximum time of each read, in milliseconds; 0 for no limit
   */
  void expectBody(int timeout) {
    phase = Phase.BODY;
    deadlineSet = false;
    readTimeout = timeout;
  }

  /** Expects no data: the connection becomes idle. */
  void expectNothing() {
    phase = Phase.IDLE;
  }

  /** Returns the number of bytes received since the start of the exchange. */
  long received() {
    return received;
  }

  /** Returns the number of bytes sent since the start of the exchange. */
  long sent() {
    return sent;
  }

  /** Returns whether a write failed since the exchange started. */
  boolean writeFailed() {
    return writeFailed;
  }

  /** Returns whether the socket was closed because a write took too long. */
  boolean writeTimedOut() {
    return writeTimedOut;
  }

  /**
   * Returns whether an idle connection is usable: it is open, and no unsolicited data was received.
   */
  boolean isQuiet() {
    try {
      return channel == null ? isQuietBlocking() : isQuiet(channel);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isQuiet(SocketChannel channel) throws IOException {
    probe.clear();
    channel.configureBlocking(false);
    try {
      return channel.read(probe) == 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  private boolean isQuietBlocking() throws IOException {
    socket.setSoTimeout(1);
    appliedTimeout = 1;
    try {
      in.read(probe.array());
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  /** Returns whether received bytes, of TLS or of a response, are waiting to be read. */
  boolean hasArrived() throws IOException {
    return in.available() > 0;
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return receive(bytes, offset, length);
      }

      @Override
      public int available() throws IOException {
        return in.available();
      }

      @Override
      public void close() throws IOException {
        TimedSocket.this.close();
      }
    };
  }

  private int receive(byte[] bytes, int offset, int length) throws IOException {
    if (phase == Phase.IDLE) {
      throw new NothingReceived();
    }
    if (phase == Phase.HEAD && received >= headLimit) {
      throw new HeaderTooLargeException(headLimit);
    }
    applyTimeout();
    var count = in.read(bytes, offset, length);
    if (count > 0) {
      received += count;
    }
    return count;
  }

  private void applyTimeout() throws IOException {
    var timeout = deadlineSet ? remaining() : readTimeout;
    if (soTimeout > 0) {
      timeout = timeout == 0 ? soTimeout : Math.min(timeout, soTimeout);
    }
    if (timeout != appliedTimeout) {
      socket.setSoTimeout(timeout);
      appliedTimeout = timeout;
    }
  }

  private int remaining() throws SocketTimeoutException {
    var remaining = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (remaining <= 0) {
      throw new SocketTimeoutException("Read timed out");
    }
    return (int) Math.min(remaining, Integer.MAX_VALUE);
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        send(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        TimedSocket.this.close();
      }
    };
  }

  private void send(byte[] bytes, int offset, int length) throws IOException {
    try {
      if (writeTimeout == 0 || sent + length <= UNWATCHED_WRITES) {
        out.write(bytes, offset, length);
      } else {
        sendWatched(bytes, offset, length);
      }
      sent += length;
    } catch (IOException e) {
      writeFailed = true;
      throw e;
    }
  }

  private void sendWatched(byte[] bytes, int offset, int length) throws IOException {
    var watch = timers.schedule(this::closeForWriteTimeout, writeTimeout);
    try {
      out.write(bytes, offset, length);
    } finally {
      watch.cancel(false);
    }
  }

  private void closeForWriteTimeout() {
    writeTimedOut = true;
    closeQuietly();
  }

  /** Closes the socket at once, in any state, with a TCP reset. */
  void closeQuietly() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // The socket is already closed.
    }
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is already closed.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  @Override
  public void setSoTimeout(int timeout) {
    soTimeout = timeout;
  }

  @Override
  public int getSoTimeout() {
    return soTimeout;
  }

  @Override
  public void setSoLinger(boolean on, int linger) throws SocketException {
    socket.setSoLinger(on, linger);
  }

  @Override
  public void shutdownInput() throws IOException {
    socket.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public boolean isInputShutdown() {
    return socket.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return socket.isOutputShutdown();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public boolean isBound() {
    return socket.isBound();
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public InetAddress getInetAddress() {
    return socket.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getPort() {
    return socket.getPort();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return socket.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return socket.getLocalSocketAddress();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    socket.setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return socket.getTcpNoDelay();
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    socket.setKeepAlive(on);
  }

  @Override
  public boolean getKeepAlive() throws SocketException {
    return socket.getKeepAlive();
  }

  @Override
  public String toString() {
    return socket.toString();
  }
}
