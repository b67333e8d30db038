package dev.msi4j.cli.token;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Decodes a token. */
@Command(
    name = "decode",
    description = {
      "Print the header and the claims of a token",
      "The signature is neither verified nor printed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi token decode --token-file token",
      "  msi token decode --token-file token -o json"
    })
final class DecodeCommand implements Runnable {
  private static final Table<Resource> ROWS =
      new Table<Resource>()
          .column("Part", row -> row.text("part"))
          .column("Name", Resource::name)
          .column("Value", row -> row.text("value"))
          .column("Time", row -> row.text("time"));

  private final Environment environment;

  @Mixin private TokenOption token = new TokenOption();
  @Mixin private Output output = new Output();

  DecodeCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var jwt = token.read(environment);
    if (output.isTable()) {
      output.printAll(environment.out(), ROWS, jwt.rows());
    } else {
      output.printValue(environment.out(), Map.of("header", jwt.header(), "claims", jwt.claims()));
    }
  }
}
