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
import org.jspecify.annotations.Nullable;

/**
 * A Linux network namespace for a command, created by {@code unshare} and {@code ip}. Its loopback
 * interface has the address of the instance metadata service; there is no other interface. A mount
 * namespace with it has its own {@code /etc/hosts}.
 */
final class NetworkNamespace {
  /** The {@code ip} command is not on the PATH of users other than root. */
  private static final String NETWORK =
      "PATH=\"$PATH:/usr/sbin:/sbin\" ip link set lo up"
          + " && PATH=\"$PATH:/usr/sbin:/sbin\" ip address add 169.254.169.254/32 dev lo";

  /**
   * The mount namespace, which the network namespace comes with, hides this from other processes.
   */
  private static final String HOSTS = " && mount --bind \"$0\" /etc/hosts";

  private static final List<String> AS_ROOT = List.of("unshare", "--net", "--mount");

  /** A user namespace grants the rights of root inside, which a network namespace needs. */
  private static final List<String> AS_USER =
      List.of("unshare", "--user", "--map-root-user", "--net", "--mount");

  private final List<String> unshare;

  private NetworkNamespace(List<String> unshare) {
    this.unshare = unshare;
  }

  /**
   * Determines how to create a namespace on this system.
   *
   * @throws CommandException if the system does not allow network namespaces
   */
  static NetworkNamespace find(String system) {
    if (!system.toLowerCase(Locale.ROOT).startsWith("linux")) {
      throw new CommandException(
          "network namespaces require Linux, and this is " + system + ": use 'msi vm env' instead");
    }
    String why = "";
    for (var unshare : isRoot() ? List.of(AS_ROOT, AS_USER) : List.of(AS_USER)) {
      why = tryOut(unshare);
      if (why.isEmpty()) {
        return new NetworkNamespace(unshare);
      }
    }
    throw new CommandException(
        "cannot create a network namespace (" + why + "): use 'msi vm env' instead");
  }

  /**
   * Returns a process builder that runs a command in a new namespace.
   *
   * @param hosts the file that replaces {@code /etc/hosts} for the command, or null for none
   */
  ProcessBuilder run(@Nullable Path hosts, List<String> command) {
    var all = new ArrayList<>(unshare);
    if (hosts == null) {
      all.addAll(List.of("sh", "-c", NETWORK + " && exec \"$@\"", "sh"));
    } else {
      all.addAll(List.of("sh", "-c", NETWORK + HOSTS + " && exec \"$@\"", hosts.toString()));
    }
    all.addAll(command);
    return new ProcessBuilder(all);
  }

  /** Tries to create a namespace and returns the error output; empty on success. */
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
      throw new CommandException("interrupted while creating a network namespace", e);
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
