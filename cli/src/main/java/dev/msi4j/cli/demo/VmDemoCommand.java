package dev.msi4j.cli.demo;

import dev.msi4j.samples.CreateVmWithManagedIdentity;
import dev.msi4j.samples.VmSettings;
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
    demo.demonstrate((connection, variables) -> {
      var settings = VmSettings.of(variables).withIdentities(demo.identities());
      var location = demo.location();
      var chosen = location == null ? settings : settings.withLocation(location);
      var sample =
          new CreateVmWithManagedIdentity(
              connection, chosen, demo.environment().out(), demo::beforeDeletion);
      return new DemoCommand.Demo(chosen.resourceGroup(), sample::run, sample::close);
    });
  }
}
