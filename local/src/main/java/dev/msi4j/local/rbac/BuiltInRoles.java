package dev.msi4j.local.rbac;

import java.util.List;

/** The roles that Azure brings along. */
final class BuiltInRoles {
  static final Role OWNER =
      new Role(
          "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
          "Owner",
          "Grants full access to manage all resources, including the ability to assign roles.",
          "BuiltInRole",
          List.of(new Role.Permission(List.of("*"), List.of(), List.of(), List.of())),
          List.of("/"));

  private BuiltInRoles() {}
}
