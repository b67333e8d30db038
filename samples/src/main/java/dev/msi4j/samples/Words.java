package dev.msi4j.samples;

import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.Operation;
import dev.msi4j.SystemAssignedIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How the samples put what they got in words. */
final class Words {
  private static final int SHOWN = 3;

  private Words() {}

  static String of(Identity identity) {
    return String.join(
        "\n",
        identity.name() + " in " + identity.location(),
        "client id     " + identity.clientId(),
        "principal id  " + identity.principalId());
  }

  static String of(SystemAssignedIdentity identity) {
    return String.join(
        "\n",
        String.valueOf(identity.name()),
        "client id     " + identity.clientId(),
        "principal id  " + identity.principalId());
  }

  static String of(FederatedIdentityCredential credential) {
    return String.join(
        "\n",
        String.valueOf(credential.name()),
        "issuer        " + credential.issuer(),
        "subject       " + credential.subject());
  }

  static String of(DeleteResult result) {
    return result.name().toLowerCase(Locale.ROOT);
  }

  static String name(Identity identity) {
    return identity.name() + " in " + identity.location();
  }

  static String name(Operation operation) {
    return String.valueOf(operation.name());
  }

  static String tags(Identity identity) {
    return identity.tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(", "));
  }

  static String trusted(FederatedIdentityCredential credential) {
    return credential.name() + " for " + credential.subject();
  }

  /** How many there are, and the first of them. */
  static String listed(List<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining("\n"));
    int more = names.size() - SHOWN;
    return names.size() + " found\n" + first + (more > 0 ? "\nand " + more + " more" : "");
  }
}
