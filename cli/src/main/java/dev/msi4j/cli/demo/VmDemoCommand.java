package dev.msi4j.cli.demo;

import dev.msi4j.samples.CreateVmWithManagedIdentity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Demonstrates the identities of a virtual machine. */
@Command(
    name = "vm",
    description = "Create a virtual machine with identities, and get and use tokens inside it",
    footerHeading = "%nExamples:%n",
    footer = {"  msi demo vm", "  msi demo vm --identity user --yes"})
final class VmDemoCommand implements Runnable {
  @ParentCommand private @Nullable DemoCommand demo;

  @Override
  public void run() {
    run(Objects.requireNonNull(demo));
  }

  static void run(DemoCommand demo) {
    demo.demonstrate(
        "msi4j-vm",
        (connection, group, printer) -> {
          var settings =
              new CreateVmWithManagedIdentity.Settings(
                  group, demo.location(connection), demo.identities());
          var sample =
              new CreateVmWithManagedIdentity(
                  connection.configuration(),
                  connection.httpClient(),
                  settings,
                  printer,
                  demo::beforeDeletion);
          return new DemoCommand.Sample(sample::run, sample::close);
        });
  }
}
