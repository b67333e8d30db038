package dev.msi4j.local.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseTests {
  private static final Map<String, String> VARIABLES =
      Map.of("PGUSER", "from-env", "PGPASSWORD", "env-secret");

  @Test
  void ofReadsCredentialsFromUrl() {
    var database = Database.of("jdbc:postgresql://h/db?user=me&ssl=true&password=a%26b", VARIABLES);

    assertThat(database.url()).isEqualTo("jdbc:postgresql://h/db?ssl=true");
    assertThat(database.user()).isEqualTo("me");
    assertThat(database.password()).isEqualTo("a&b");
  }

  @Test
  void ofReadsCredentialsFromVariables() {
    var database = Database.of("jdbc:postgresql://h/db", VARIABLES);

    assertThat(database.user()).isEqualTo("from-env");
    assertThat(database.password()).isEqualTo("env-secret");
  }

  @Test
  void stringFormHasNoSecrets() {
    assertThat(Database.of("jdbc:postgresql://h/db?sslpassword=x&password=secret", VARIABLES))
        .hasToString("jdbc:postgresql://h/db");
  }

  @Test
  void ofRejectsOtherUrlsWithoutSecretsInMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Database.of("jdbc:mysql://h/db?password=secret", VARIABLES))
        .withMessage("database is 'jdbc:mysql://h/db': it must start with jdbc:postgresql:");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Database.of("jdbc:postgresql://me:secret@h/db", VARIABLES))
        .withMessageStartingWith("database is 'jdbc:postgresql://h/db': user and password must be");
  }
}
