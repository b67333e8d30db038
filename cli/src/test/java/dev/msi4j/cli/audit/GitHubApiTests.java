package dev.msi4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.cli.azure.PreparedResponses;
import dev.msi4j.cli.console.CommandException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubApiTests {
  private static final GitHubRepository BY_NAME = new GitHubRepository("contoso/shop", null);
  private static final GitHubRepository BY_ID = new GitHubRepository("contoso/shop", "34");

  private static Map<GitHubRepository, String> problems(
      PreparedResponses http, GitHubRepository repository) {
    return new GitHubApi(http, "", "token").problems(Set.of(repository));
  }

  @Test
  void repositoryInUseHasNoProblem() {
    var http = new PreparedResponses().with(200, "{\"archived\": false}");

    assertThat(problems(http, BY_NAME)).isEmpty();
    assertThat(http.requests()).containsExactly("GET /repos/contoso/shop");
  }

  @Test
  void idIsRequestedInsteadOfName() {
    var http = new PreparedResponses().with(200, "{\"archived\": true}");

    assertThat(problems(http, BY_ID)).containsValue("the repository contoso/shop is archived");
    assertThat(http.requests()).containsExactly("GET /repositories/34");
  }

  @ParameterizedTest
  @CsvSource({
    "301,the repository contoso/shop has another name now",
    "404,'GitHub has no repository contoso/shop that the token can read: it is deleted, or the"
        + " token lacks access'"
  })
  void renamedAndDeletedRepositoryIsProblem(int status, String problem) {
    var http = new PreparedResponses().with(status, "{}");

    assertThat(problems(http, BY_NAME)).containsExactly(Map.entry(BY_NAME, problem));
  }

  @ParameterizedTest
  @CsvSource({"401", "403", "429", "500"})
  void rejectedRequestIsNoFinding(int status) {
    var http = new PreparedResponses().with(status, "{}");

    assertThatThrownBy(() -> problems(http, BY_NAME))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("GitHub answers with status " + status);
  }

  @Test
  void unreachableServerIsNoFinding() {
    // No response is prepared.
    assertThatThrownBy(() -> problems(new PreparedResponses(), BY_NAME))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("GitHub at https://api.github.com cannot be reached: ");
  }

  @Test
  void tokenIsNotSentWithoutEncryption() {
    assertThatThrownBy(() -> new GitHubApi(new PreparedResponses(), "http://github.test", "token"))
        .hasMessage("GITHUB_API_URL 'http://github.test' must start with https://");
  }
}
