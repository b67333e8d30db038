package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.Identity;
import dev.msi4j.cli.Groups;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class InventoryReaderTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();

  /** A clock that advances by a second with each use. */
  private static final class AdvancingClock extends Clock {
    private final AtomicInteger uses = new AtomicInteger();

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(uses.incrementAndGet());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void credentialsAreReadWithProgressOnTerminal() {
    var client = AzureConnection.of(azure.environment()).client();
    Groups.create(client, "shop");
    for (int i = 0; i < 3; i++) {
      var identity = Identity.builder().location("westeurope").build();
      client.userAssignedIdentities().createOrUpdate("shop", "orders-" + i, identity);
    }
    var err = new StringWriter();
    var terminal = Terminal.signedIn(azure).wide(80).environment(new StringWriter(), err);
    var environment =
        new Environment(
            terminal.variables(),
            terminal.in(),
            terminal.out(),
            terminal.err(),
            terminal.home(),
            terminal.system(),
            terminal.interactive(),
            new AdvancingClock());

    var inventory = new InventoryReader(client, environment).access();

    assertThat(inventory.credentials()).hasSize(3);
    assertThat(err.toString()).contains("1 of 3, ", "3 of 3, ").endsWith("\r\u001b[K");
  }
}
