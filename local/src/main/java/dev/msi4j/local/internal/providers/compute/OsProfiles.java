package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Validates {@code osProfile}. The password is checked but not stored. */
final class OsProfiles {
  static final String WINDOWS = "Windows";
  static final String LINUX = "Linux";

  private static final int MAX_WINDOWS_NAME_LENGTH = 15;
  private static final int MAX_LINUX_NAME_LENGTH = 64;
  private static final Pattern COMPUTER_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.-]*");

  /** The secrets, which are not stored because no response returns them. */
  private static final List<String> SECRETS = List.of("adminPassword", "customData");

  /** The number of character classes that a password must contain. */
  private static final int REQUIRED_CLASSES = 3;

  private static final List<Pattern> CHARACTER_CLASSES =
      Stream.of("[A-Z]", "[a-z]", "[0-9]", "[^A-Za-z0-9]").map(Pattern::compile).toList();

  private static final Set<String> RESERVED_USERS =
      Set.of(
          "1",
          "123",
          "a",
          "actuser",
          "adm",
          "admin",
          "admin1",
          "admin2",
          "administrator",
          "aspnet",
          "backup",
          "console",
          "david",
          "guest",
          "john",
          "owner",
          "root",
          "server",
          "sql",
          "support",
          "support_388945a0",
          "sys",
          "test",
          "test1",
          "test2",
          "test3",
          "user",
          "user1",
          "user2",
          "user3",
          "user4",
          "user5");

  private OsProfiles() {}

  /** Validates the profile of a new virtual machine. */
  static void check(JsonBody profile, String os) {
    var windows = os.equals(WINDOWS);
    checkComputerName(required(profile, "computerName"), windows);
    if (RESERVED_USERS.contains(CaseFolding.of(required(profile, "adminUsername")))) {
      throw ArmErrors.invalidParameter(
          "adminUsername", "The Admin Username specified is not allowed.");
    }
    var password = profile.text("adminPassword");
    password.ifPresent(text -> checkPassword(text, windows));
    if (password.isEmpty() && (windows || !hasKeys(profile.object("linuxConfiguration")))) {
      throw ComputeErrors.missingParameter("osProfile.adminPassword");
    }
  }

  /** Removes secrets, and adds the members that every profile has in responses. */
  static void prepareForStorage(ObjectNode profile) {
    profile.remove(SECRETS);
    if (!profile.has("secrets")) {
      profile.putArray("secrets");
    }
    if (!profile.has("allowExtensionOperations")) {
      profile.put("allowExtensionOperations", true);
    }
  }

  private static void checkComputerName(String name, boolean windows) {
    var maxLength = windows ? MAX_WINDOWS_NAME_LENGTH : MAX_LINUX_NAME_LENGTH;
    var digitsOnly = name.chars().allMatch(Character::isDigit);
    if (name.length() > maxLength
        || !COMPUTER_NAME.matcher(name).matches()
        || (windows && digitsOnly)) {
      throw ArmErrors.invalidParameter(
          "computerName",
          (windows ? "Windows" : "Linux")
              + " computer name '"
              + name
              + "' is invalid: it must have 1 to "
              + maxLength
              + " letters, digits, hyphens and periods, start with a letter or a digit"
              + (windows ? ", and not be a number." : "."));
    }
  }

  private static void checkPassword(String password, boolean windows) {
    var minLength = windows ? 8 : 6;
    var maxLength = windows ? 123 : 72;
    var classes = CHARACTER_CLASSES.stream().filter(part -> part.matcher(password).find()).count();
    var hasControls = password.chars().anyMatch(Character::isISOControl);
    if (password.length() < minLength
        || password.length() > maxLength
        || classes < REQUIRED_CLASSES
        || hasControls) {
      throw ArmErrors.invalidParameter(
          "adminPassword",
          "The supplied password must be between "
              + minLength
              + "-"
              + maxLength
              + " characters long and must satisfy at least 3 of password complexity requirements"
              + " from the following:\r\n1) Contains an uppercase character\r\n2) Contains a"
              + " lowercase character\r\n3) Contains a numeric digit\r\n4) Contains a special"
              + " character\r\n5) Control characters are not allowed");
    }
  }

  private static boolean hasKeys(JsonBody linux) {
    var keysOnly = linux.node().path("disablePasswordAuthentication").asBoolean();
    if (keysOnly && linux.object("ssh").node().path("publicKeys").isEmpty()) {
      throw ArmErrors.invalidParameter(
          "linuxConfiguration",
          "Authentication using either SSH or by user name and password must be enabled in Linux"
              + " profile.");
    }
    return keysOnly;
  }

  private static String required(JsonBody profile, String name) {
    return profile
        .text(name)
        .orElseThrow(() -> ComputeErrors.missingParameter("osProfile." + name));
  }
}
