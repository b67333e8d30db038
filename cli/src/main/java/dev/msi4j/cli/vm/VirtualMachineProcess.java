package dev.msi4j.cli.vm;

import dev.msi4j.cli.console.ChildProcess;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.console.ShutdownHook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command in a network namespace in which the addresses of the virtual machine's token
 * endpoints and of the local Azure are forwarded to the running server.
 */
final class VirtualMachineProcess {
  private static final String INSTANCE_METADATA = "169.254.169.254:80";
  private static final String LOOPBACK = "127.0.0.1:";
  private static final String HOSTS = "hosts";

  private final NetworkNamespace namespace;
  private final VirtualMachineEnvironment variables;
  private final String mainClass;

  /**
   * Creates a process.
   *
   * @param mainClass the main class of the command, run again inside the namespace as a relay
   */
  VirtualMachineProcess(
      NetworkNamespace namespace, VirtualMachineEnvironment variables, String mainClass) {
    this.namespace = namespace;
    this.variables = variables;
    this.mainClass = mainClass;
  }

  /**
   * Runs the command and returns its exit status.
   *
   * @param vaults the host names of key vaults
   */
  int run(VirtualMachine machine, List<String> vaults, List<String> command) {
    var relays = new ArrayList<TcpForwarder>();
    Path folder = folder();
    var status = new AtomicInteger();
    ShutdownHook.run(
        () -> {
          var forwards = forwards(machine);
          if (!vaults.isEmpty()) {
            forwards.put(LOOPBACK + 443, authority(URI.create(variables.addresses().get(0))));
          }
          status.set(run(forwards, folder, hosts(folder, vaults), relays, command));
        },
        () -> remove(folder, relays));
    return status.get();
  }

  private int run(
      Map<String, String> forwards,
      Path folder,
      @Nullable Path hosts,
      List<TcpForwarder> relays,
      List<String> command) {
    var inside = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-cp", classPath()));
    inside.addAll(List.of(mainClass, "vm", "relay"));
    forwards.forEach((address, target) -> {
      Path socket = folder.resolve(String.valueOf(relays.size()));
      relays.add(
          TcpForwarder.start(
              TcpForwarder.address(socket.toString()), TcpForwarder.address(target)));
      inside.addAll(List.of("--pass", address + "=" + socket));
    });
    inside.add("--");
    inside.addAll(command);
    var process = namespace.run(hosts, inside);
    variables.applyTo(process.environment());
    return ChildProcess.run(process);
  }

  /** Returns the outside address of each address inside the namespace. */
  private Map<String, String> forwards(VirtualMachine machine) {
    var forwards = new LinkedHashMap<String, String>();
    var opened = open(machine);
    var endpoint = authority(URI.create(String.valueOf(opened.get("endpoint"))));
    forwards.put(INSTANCE_METADATA, endpoint);
    if (opened.get("extensionPort") instanceof Number port) {
      forwards.put(LOOPBACK + port, endpoint);
    }
    for (var address : variables.addresses()) {
      var uri = URI.create(address);
      forwards.putIfAbsent(LOOPBACK + port(uri), authority(uri));
    }
    return forwards;
  }

  private static String authority(URI uri) {
    return uri.getHost() + ":" + port(uri);
  }

  private static int port(URI uri) {
    return uri.getPort() < 0 ? 443 : uri.getPort();
  }

  /** Opens an endpoint of this virtual machine on the local Azure. */
  private Map<String, Object> open(VirtualMachine machine) {
    var request =
        HttpRequest.newBuilder(URI.create(variables.imds(machine) + "/endpoint"))
            .header("Metadata", "true")
            .POST(BodyPublishers.noBody())
            .build();
    try {
      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
      var document = JsonText.readObject(response.body());
      if (response.statusCode() != 200) {
        throw new CommandException(String.valueOf(document.get("error_description")));
      }
      return document;
    } catch (IOException e) {
      throw new UncheckedIOException("the local Azure does not respond at " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for the local Azure", e);
    }
  }

  /** Writes a hosts file with the names of vaults; returns null if there are none. */
  private static @Nullable Path hosts(Path folder, List<String> vaults) {
    if (vaults.isEmpty()) {
      return null;
    }
    var system = Path.of("/etc/hosts");
    try {
      var lines =
          new ArrayList<>(Files.exists(system) ? Files.readAllLines(system) : List.<String>of());
      vaults.forEach(vault -> lines.add("127.0.0.1 " + vault));
      return Files.write(folder.resolve(HOSTS), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("the hosts file cannot be written in " + folder, e);
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("msi-vm-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder, List<TcpForwarder> relays) {
    relays.forEach(TcpForwarder::close);
    try {
      for (var i = 0; i < relays.size(); i++) {
        Files.deleteIfExists(folder.resolve(String.valueOf(i)));
      }
      Files.deleteIfExists(folder.resolve(HOSTS));
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be removed", e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
