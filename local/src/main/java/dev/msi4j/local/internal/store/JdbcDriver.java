package dev.msi4j.local.internal.store;

/**
 * JDBC driver of a database. The drivers are optional dependencies, because a state in memory needs
 * none.
 *
 * @param className the class of the driver
 * @param artifact the Maven coordinates of the driver, without version
 */
record JdbcDriver(String className, String artifact) {
  static final JdbcDriver POSTGRESQL =
      new JdbcDriver("org.postgresql.Driver", "org.postgresql:postgresql");
  static final JdbcDriver SQLITE = new JdbcDriver("org.sqlite.JDBC", "org.xerial:sqlite-jdbc");

  /**
   * Checks that a class loader finds the driver.
   *
   * @param database the name of the database for the message
   * @throws IllegalStateException if the driver is missing
   */
  void require(String database, ClassLoader loader) {
    try {
      Class.forName(className, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "the database "
              + database
              + " needs the artifact "
              + artifact
              + ", which is not on the class path: add it to the dependencies, or keep the state in"
              + " memory",
          e);
    }
  }
}
