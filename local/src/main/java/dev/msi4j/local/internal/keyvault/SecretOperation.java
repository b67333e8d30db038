package dev.msi4j.local.internal.keyvault;

import java.util.List;

/** The operations on secrets, with the permissions that they need. */
enum SecretOperation {
  SET("setSecret/action", "set"),
  GET("getSecret/action", "get"),
  UPDATE("update/action", "set"),
  LIST("readMetadata/action", "list"),
  DELETE("delete", "delete"),
  GET_DELETED("readMetadata/action", "get"),
  RECOVER("recover/action", "recover"),
  PURGE("purge/action", "purge"),
  BACKUP("backup/action", "backup"),
  RESTORE("restore/action", "restore");

  private static final String PREFIX = "Microsoft.KeyVault/vaults/secrets/";

  private final String action;
  private final String permission;

  SecretOperation(String action, String permission) {
    this.action = PREFIX + action;
    this.permission = permission;
  }

  /** Returns the data action that a role must include. */
  String action() {
    return action;
  }

  /** Returns the permission that an access policy must include. */
  String permission() {
    return permission;
  }

  /** Returns the data actions of all operations. */
  static List<String> actions() {
    return List.of(values()).stream().map(SecretOperation::action).distinct().toList();
  }
}
