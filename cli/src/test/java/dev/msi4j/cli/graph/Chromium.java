package dev.msi4j.cli.graph;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.JsonText;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page in a headless Chromium, which the Chrome DevTools Protocol controls. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final int TIMEOUT_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final Messages messages;
  private final String session;

  private Chromium(Process process, WebSocket socket, Messages messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
    var target = messages.send(socket, "", "Target.createTarget", Map.of("url", "about:blank"));
    session =
        messages
            .send(
                socket,
                "",
                "Target.attachToTarget",
                Map.of("targetId", target.textOr("", "targetId"), "flatten", true))
            .textOr("", "sessionId");
    send("Page.enable", Map.of());
    send("Runtime.enable", Map.of());
  }

  /** Returns the program in the path; empty if there is none. */
  static Optional<Path> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a browser.
   *
   * @param profile an empty directory
   */
  static Chromium start(Path program, Path profile) throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--disable-gpu",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1600,900"));
    if ("root".equals(System.getProperty("user.name"))) {
      line.add("--no-sandbox");
    }
    line.add("about:blank");
    var process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try {
      var output = process.inputReader(StandardCharsets.UTF_8);
      var address = address(output);
      // The browser waits while its output is not read.
      var unused = CompletableFuture.runAsync(() -> output.lines().forEach(each -> {}));
      var messages = new Messages();
      var socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(address), messages)
              .join();
      return new Chromium(process, socket, messages);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String address(BufferedReader output) throws IOException {
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      Matcher address = LISTENING.matcher(line);
      if (address.find()) {
        return address.group(1);
      }
    }
    throw new IOException("Chromium ended without an address of the DevTools protocol");
  }

  /** Loads a file and returns when it is complete. */
  void open(Path page) {
    var loaded = messages.nextLoad();
    send("Page.navigate", Map.of("url", page.toUri().toString()));
    loaded.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Selects the color scheme of the system, {@code light} or {@code dark}. */
  void setColorScheme(String scheme) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Returns the value of an expression. */
  @Nullable Object evaluate(String expression) {
    var result = send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.value("exceptionDetails") != null) {
      throw new IllegalStateException(expression + ": " + result.members());
    }
    return result.value("result", "value");
  }

  /** Returns the number that is the value of an expression. */
  double number(String expression) {
    return ((Number) Objects.requireNonNull(evaluate(expression), expression)).doubleValue();
  }

  /** Returns the text that is the value of an expression. */
  String text(String expression) {
    return String.valueOf(evaluate(expression));
  }

  /** Clicks on the center of the element that an expression returns. */
  void click(String element) {
    var box = "(" + element + ").getBoundingClientRect()";
    evaluate("(" + element + ").scrollIntoView({block: 'nearest', inline: 'nearest'})");
    double x = number(box + ".x + " + box + ".width / 2");
    double y = number(box + ".y + " + box + ".height / 2");
    for (var type : List.of("mousePressed", "mouseReleased")) {
      send(
          "Input.dispatchMouseEvent",
          Map.of("type", type, "x", x, "y", y, "button", "left", "clickCount", 1));
    }
  }

  /** Types a text into the focused element. */
  void type(String text) {
    send("Input.insertText", Map.of("text", text));
  }

  /** Presses the Enter key. */
  void pressEnter() {
    for (var type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13));
    }
  }

  /** Returns a picture of the window in the format PNG. */
  byte[] screenshot() {
    return Base64.getDecoder()
        .decode(send("Page.captureScreenshot", Map.of("format", "png")).textOr("", "data"));
  }

  /** Returns the exceptions that no script caught. */
  List<String> exceptions() {
    return messages.exceptions;
  }

  private Resource send(String method, Map<String, ?> parameters) {
    return messages.send(socket, session, method, parameters);
  }

  @Override
  public void close() {
    // The browser deletes its temporary files.
    messages.send(socket, "", "Browser.close", Map.of());
    socket.abort();
    process.onExit().completeOnTimeout(process, TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Receives responses and events. */
  private static final class Messages implements WebSocket.Listener {
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Resource>> pending = new ConcurrentHashMap<>();
    private final List<String> exceptions = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile CompletableFuture<Boolean> load = new CompletableFuture<>();

    CompletableFuture<Boolean> nextLoad() {
      load = new CompletableFuture<>();
      return load;
    }

    Resource send(WebSocket socket, String session, String method, Map<String, ?> parameters) {
      int id = ids.incrementAndGet();
      var message = new LinkedHashMap<String, Object>();
      message.put("id", id);
      message.put("method", method);
      message.put("params", parameters);
      if (!session.isEmpty()) {
        message.put("sessionId", session);
      }
      var response = new CompletableFuture<Resource>();
      pending.put(id, response);
      socket.sendText(JsonText.write(message), true).join();
      return response.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        var message =
            Resource.of(JsonText.readObject(partial.toString().getBytes(StandardCharsets.UTF_8)));
        partial.setLength(0);
        receive(message);
      }
      socket.request(1);
      return null;
    }

    private void receive(Resource message) {
      var id = message.value("id");
      var response = id == null ? null : pending.remove(((Number) id).intValue());
      if (response != null) {
        if (message.value("error") == null) {
          response.complete(Resource.of(members(message.value("result"))));
        } else {
          response.completeExceptionally(
              new IllegalStateException(message.textOr("", "error", "message")));
        }
      }
      var method = message.textOr("", "method");
      if (method.equals("Page.loadEventFired")) {
        load.complete(true);
      } else if (method.equals("Runtime.exceptionThrown")) {
        exceptions.add(String.valueOf(message.value("params", "exceptionDetails")));
      }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(@Nullable Object value) {
      return (Map<String, Object>) Objects.requireNonNull(value);
    }
  }
}
