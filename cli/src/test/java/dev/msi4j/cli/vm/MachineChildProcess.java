package dev.msi4j.cli.vm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Prints the response of each URL, and the variables that the command sets or removes. */
final class MachineChildProcess {
  private MachineChildProcess() {}

  /** Runs the program, which exits with the unusual status 7. */
  public static void main(String[] urls) throws InterruptedException {
    var client = HttpClient.newHttpClient();
    for (String url : urls) {
      var request = HttpRequest.newBuilder(URI.create(url)).header("Metadata", "true").build();
      try {
        System.out.println(answer(client, request));
      } catch (IOException e) {
        System.out.println(e.getClass().getSimpleName());
      }
    }
    System.out.println(System.getenv("AZURE_CLIENT_SECRET"));
    System.out.println(System.getenv("MSI4J_ARM_ENDPOINT"));
    System.exit(7);
  }

  private static String answer(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    var answer = client.send(request, BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
