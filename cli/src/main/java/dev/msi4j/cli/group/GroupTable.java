package dev.msi4j.cli.group;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.Tags;
import dev.msi4j.cli.console.Table;

/** The table of the {@code msi group} commands. */
final class GroupTable {
  static final Table<Resource> GROUPS =
      new Table<Resource>()
          .column("Name", Resource::name)
          .column("Location", group -> group.text("location"))
          .column("Status", group -> group.text("properties", "provisioningState"))
          .column("Tags", group -> Tags.format(group.texts("tags")));

  private GroupTable() {}
}
