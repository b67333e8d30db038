package dev.msi4j.cli.audit;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import dev.msi4j.cli.azure.Parallel;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the state of repositories with the REST API of GitHub. */
final class GitHubApi {
  /** The variable with the address of the API, as GitHub Actions sets it. */
  static final String URL_VARIABLE = "GITHUB_API_URL";

  private static final String DEFAULT_URL = "https://api.github.com";
  private static final String VERSION = "2022-11-28";

  private final HttpClient http;
  private final String url;
  private final String token;

  /**
   * @param url the address of the API; empty for that of github.com
   * @throws CommandException if the token would be sent without encryption
   */
  GitHubApi(HttpClient http, String url, String token) {
    if (!url.isEmpty() && !url.startsWith("https://")) {
      throw new CommandException(URL_VARIABLE + " '" + url + "' must start with https://");
    }
    this.http = http;
    this.url = url.isEmpty() ? DEFAULT_URL : url.replaceFirst("/$", "");
    this.token = token;
  }

  /**
   * Returns the problem of each repository that is archived, renamed or deleted.
   *
   * @throws CommandException if GitHub does not answer or rejects a request
   */
  Map<GitHubRepository, String> problems(Set<GitHubRepository> repositories) {
    var problems = new ConcurrentHashMap<GitHubRepository, String>();
    Parallel.forEach(
        repositories, each -> problem(each).ifPresent(problem -> problems.put(each, problem)));
    return problems;
  }

  private Optional<String> problem(GitHubRepository repository) {
    var request =
        new HttpRequest(HttpMethod.GET, url + path(repository))
            .setHeader(HttpHeaderName.ACCEPT, "application/vnd.github+json")
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token)
            .setHeader(HttpHeaderName.USER_AGENT, "msi")
            .setHeader(HttpHeaderName.fromString("X-GitHub-Api-Version"), VERSION);
    try (var response = http.sendSync(request, Context.NONE)) {
      return problem(repository, response);
    } catch (CommandException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CommandException(
          "GitHub at " + url + " cannot be reached: " + ErrorPrinter.oneLine(e), e);
    }
  }

  private Optional<String> problem(GitHubRepository repository, HttpResponse response) {
    return switch (response.getStatusCode()) {
      case 200 ->
          isArchived(response)
              ? Optional.of("the repository " + repository + " is archived")
              : Optional.empty();
      case 301 -> Optional.of("the repository " + repository + " has another name now");
      case 404 ->
          Optional.of(
              "GitHub has no repository "
                  + repository
                  + " that the token can read: it is deleted, or the token lacks access");
      default ->
          throw new CommandException(
              "GitHub answers with status "
                  + response.getStatusCode()
                  + " for the repository "
                  + repository
                  + ": check the token of --github-token-file and its rate limit");
    };
  }

  private static boolean isArchived(HttpResponse response) {
    return Boolean.TRUE.equals(
        JsonText.readObject(response.getBodyAsBinaryData().toBytes()).get("archived"));
  }

  private static String path(GitHubRepository repository) {
    if (repository.id() != null) {
      return "/repositories/" + repository.id();
    }
    var parts = Objects.requireNonNull(repository.name()).split("/", 2);
    return "/repos/" + encoded(parts[0]) + "/" + encoded(parts[1]);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
