package dev.msi4j.cli.vm;

import dev.msi4j.cli.console.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network of its own for a command, in which the address of instance metadata is on loopback and
 * nothing else is there: a network namespace of Linux, made by {@code unshare} and {@code ip}.
 */
final class NetworkNamespace {
  /** Whoever is not root finds {@code ip} where only root looks. */
  private static final String NETWORK =
      "PATH=\"$PATH:/usr/sbin:/sbin\" ip link set lo up"
          + " && PATH=\"$PATH:/usr/sbin:/sbin\" ip address add 169.254.169.254/32 dev lo";

  private static final List<String> AS_ROOT = List.of("unshare", "--net");

  /** A user namespace makes one root in it, who may have a network. */
  private static final List<String> AS_USER =
      List.of("unshare", "--user", "--map-root-user", "--net");

  private final List<String> unshare;

  private NetworkNamespace(List<String> unshare) {
    this.unshare = unshare;
  }

  /** Finds out how one can be had here, or why it can't. */
  static NetworkNamespace find(String system) {
    if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw new CommandException(
          "network namespaces are Linux's, and this is " + system + ": use 'msi vm env' instead");
    }
    String why = "";
    for (var unshare : isRoot() ? List.of(AS_ROOT, AS_USER) : List.of(AS_USER)) {
      why = tryOut(unshare);
      if (why.isEmpty()) {
        return new NetworkNamespace(unshare);
      }
    }
    throw new CommandException(
        "no network namespace can be made here (" + why + "): use 'msi vm env' instead");
  }

  /** Describes a command that is to run in it. */
  ProcessBuilder run(List<String> command) {
    var all = new ArrayList<>(unshare);
    all.addAll(List.of("sh", "-c", NETWORK + " && exec \"$@\"", "sh"));
    all.addAll(command);
    return new ProcessBuilder(all);
  }

  /** Returns what went wrong; nothing if all went well. */
  private static String tryOut(List<String> unshare) {
    var command = new ArrayList<>(unshare);
    command.addAll(List.of("sh", "-c", NETWORK));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      int status = process.waitFor();
      return status == 0 ? "" : output.isBlank() ? "status " + status : output.strip();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while a network namespace was made", e);
    }
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
