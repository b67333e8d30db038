package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.TestEnvironments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that an error in a file names the file, the position, the key and the rule. */
class EstateReaderTests {
  private static final Terminal terminal =
      Terminal.in(Path.of("no-home")).with(TestEnvironments.at("https://127.0.0.1:1"));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "identitys: []|line 1, column 1: identitys must be one of $schema, identities,",
        "identities: [{name: abc}]|line 1, column 14: identities[0].resourceGroup must be given",
        "identities: [{resourceGroup: shop, name: abc, region: x}]|line 1, column 47:"
            + " identities[0].region must be one of credentials, isolationScope, location,",
        "identities: [{resourceGroup: shop, name: '${nme}'}]|line 1, column 42: the variable 'nme'"
            + " is not defined: define it under 'variables', or pass --var nme=VALUE",
        "variables: {a: '${b}', b: '${a}'}~identities: [{resourceGroup: shop, name: '${a}'}]|line"
            + " 1, column 27: the variable 'a' uses itself",
        "variables: {a: [x]}~identities: [{resourceGroup: shop, name: 'x-${a}'}]|line 2, column"
            + " 42: ${a} must be a text within another text, and is a list",
        "variables: {1a: x}|line 1, column 13: the variable '1a' must be named with letters",
        "identities: [{forEach: x, resourceGroup: shop, name: abc}]|line 1, column 24: forEach must"
            + " be a list, or a range such as 1..30, and is the text 'x'",
        "identities: [{forEach: 1..2, resourceGroup: shop, name: abc}]|line 1, column 51:"
            + " identities[1].name 'abc' must occur once for its resource group",
        "identities: [{resourceGroup: shop, name: abc, isolationScope: Global}]|line 1, column 47:"
            + " identities[0].isolationScope 'Global' must be one of None, Regional",
        "identities: [{resourceGroup: shop, name: abc, roles: [{role: Reader, scope: shop}]}]|line"
            + " 1, column 70: identities[0].roles[0].scope 'shop' must be 'subscription',",
        "identities: [{resourceGroup: shop, name: abc, virtualMachines: [/x]}]|line 1, column 47:"
            + " identities[0]: virtualMachines '/x' must be the name of a virtual machine",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{google: me}]}]|line 1,"
            + " column 62: identities[0].credentials[0]: google 'me' must be the unique id",
        "roleAssignments: [{principalId: me, role: Reader, scope: subscription}]|line 1, column 20:"
            + " roleAssignments[0].principalId 'me' must be a GUID",
        "resourceGroups: [{name: a, tags: [x]}]|line 1, column 34: resourceGroups[0].tags must"
            + " have keys with values, and is a list",
        "identities: [{forEach: 1..1000, resourceGroup: g, name: abc, credentials: [{forEach:"
            + " 1..1000, subject: s}]}]|the files have more than 100000 items: split them",
        "``|line 1, column 1: the file is empty: for example identities: ["
      })
  void errorContainsFilePositionKeyAndRule(String text, String why) throws IOException {
    var file = Files.writeString(folder.resolve("estate.yaml"), text.replace('~', '\n'));

    var plan = terminal.run("plan", "-f", file.toString());

    assertThat(plan.status()).isEqualTo(1);
    assertThat(plan.err()).startsWith("msi: " + file + ", line ").contains(why);
  }

  @Test
  void fileOfLargeEstateIsRead() throws IOException {
    var line = "- {resourceGroup: shop, name: abc, lokation: 'westeurope'}\n";
    var text = "# comment\n".repeat(500_000) + "identities:\n" + line;
    var file = Files.writeString(folder.resolve("estate.yaml"), text);

    var plan = terminal.run("plan", "-f", file.toString());

    assertThat(plan.err())
        .contains("line 500002, column 36: identities[0].lokation must be one of");
  }

  @Test
  void errorQuotesLineAndMarksColumn() throws IOException {
    var file =
        Files.writeString(
            folder.resolve("estate.yaml"),
            "identities:\n- resourceGroup: shop\n  name: orders\n  lokation: westeurope\n");

    var plan = terminal.run("plan", "-f", file.toString());

    assertThat(plan.err().lines().skip(1)).containsExactly("4 |   lokation: westeurope", "      ^");
  }
}
