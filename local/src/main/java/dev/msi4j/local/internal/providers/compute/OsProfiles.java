package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of {@code osProfile}: names, and a password that is checked and then forgotten. */
final class OsProfiles {
  static final String WINDOWS = "Windows";
  static final String LINUX = "Linux";

  private static final int LONGEST_WINDOWS_NAME = 15;
  private static final int LONGEST_LINUX_NAME = 64;
  private static final Pattern COMPUTER_NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.-]*");

  /** Azure never shows these again; what is not kept can't leak. */
  private static final List<String> SECRETS = List.of("adminPassword", "customData");

  /** Of the classes of characters, how many a password must have. */
  private static final int CLASSES = 3;

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

  /** Checks the profile of a new machine. */
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

  /** Takes away what must not be kept, and adds what Azure shows of every profile. */
  static void fill(ObjectNode profile) {
    profile.remove(SECRETS);
    if (!profile.has("secrets")) {
      profile.putArray("secrets");
    }
    if (!profile.has("allowExtensionOperations")) {
      profile.put("allowExtensionOperations", true);
    }
  }

  private static void checkComputerName(String name, boolean windows) {
    var longest = windows ? LONGEST_WINDOWS_NAME : LONGEST_LINUX_NAME;
    var digitsOnly = name.chars().allMatch(Character::isDigit);
    if (name.length() > longest
        || !COMPUTER_NAME.matcher(name).matches()
        || (windows && digitsOnly)) {
      throw ArmErrors.invalidParameter(
          "computerName",
          (windows ? "Windows" : "Linux")
              + " computer name '"
              + name
              + "' is invalid: it must have 1 to "
              + longest
              + " letters, digits, hyphens and periods, start with a letter or a digit"
              + (windows ? ", and not be a number." : "."));
    }
  }

  private static void checkPassword(String password, boolean windows) {
    var shortest = windows ? 8 : 6;
    var longest = windows ? 123 : 72;
    var classes = CHARACTER_CLASSES.stream().filter(part -> part.matcher(password).find()).count();
    var hasControls = password.chars().anyMatch(Character::isISOControl);
    if (password.length() < shortest
        || password.length() > longest
        || classes < CLASSES
        || hasControls) {
      throw ArmErrors.invalidParameter(
          "adminPassword",
          "The supplied password must be between "
              + shortest
              + "-"
              + longest
              + " characters long and must satisfy at least 3 of password complexity requirements"
              + " from the following:\r\n1) Contains an uppercase character\r\n2) Contains a"
              + " lowercase character\r\n3) Contains a numeric digit\r\n4) Contains a special"
              + " character\r\n5) Control characters are not allowed");
    }
  }

  private static boolean hasKeys(JsonBody linux) {
    var without = linux.node().path("disablePasswordAuthentication").asBoolean();
    if (without && linux.object("ssh").node().path("publicKeys").isEmpty()) {
      throw ArmErrors.invalidParameter(
          "linuxConfiguration",
          "Authentication using either SSH or by user name and password must be enabled in Linux"
              + " profile.");
    }
    return without;
  }

  private static String required(JsonBody profile, String name) {
    return profile
        .text(name)
        .orElseThrow(() -> ComputeErrors.missingParameter("osProfile." + name));
  }
}
