package dev.msi4j.samples;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementError;
import com.azure.resourcemanager.authorization.fluent.models.RoleDefinitionInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineExtensionInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.Operation;
import dev.msi4j.SystemAssignedIdentity;
import dev.msi4j.federation.Diagnosis;
import dev.msi4j.federation.ReconcileResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats results for the output of the samples. */
final class Formatter {
  private static final int SHOWN = 3;
  private static final int WIDTH = 100;

  /** The error code and the first sentence of the message. */
  private static final Pattern AADSTS_ERROR = Pattern.compile("(AADSTS\\d+): ([^.]*\\.)");

  private Formatter() {}

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

  static String of(VirtualNetworkInner network) {
    return network.name() + ", " + String.join(", ", network.addressSpace().addressPrefixes());
  }

  static String of(SubnetInner subnet) {
    return subnet.name() + ", " + subnet.addressPrefix();
  }

  static String of(PublicIpAddressInner address) {
    return address.name() + ", " + address.ipAddress();
  }

  static String of(NetworkInterfaceInner networkInterface) {
    return networkInterface.name()
        + ", "
        + networkInterface.ipConfigurations().get(0).privateIpAddress();
  }

  static String of(VirtualMachineInner machine) {
    var lines = new ArrayList<String>();
    lines.add(machine.name() + " with " + machine.identity().type());
    if (machine.identity().principalId() != null) {
      lines.add("its own       " + machine.identity().principalId());
    }
    if (machine.identity().userAssignedIdentities() != null) {
      machine
          .identity()
          .userAssignedIdentities()
          .values()
          .forEach(assigned -> lines.add("assigned      " + assigned.principalId()));
    }
    return String.join("\n", lines);
  }

  static String of(RoleDefinitionInner role) {
    return role.roleName() + ", " + role.name();
  }

  static String of(VirtualMachineExtensionInner extension) {
    return extension.typePropertiesType() + ", " + extension.provisioningState();
  }

  /** Returns status, code and the beginning of the message of an error. */
  static String of(HttpResponseException exception) {
    int status = exception.getResponse().getStatusCode();
    return exception.getValue() instanceof ManagementError error
        ? status + " " + error.getCode() + "\n" + beginning(String.valueOf(error.getMessage()))
        : String.valueOf(status);
  }

  private static String beginning(String text) {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH) + "…";
  }

  /** Returns code and message of an error of the token service; empty for other errors. */
  static Optional<String> error(RuntimeException failure) {
    return AADSTS_ERROR
        .matcher(String.valueOf(failure.getMessage()))
        .results()
        .map(error -> error.group(1) + "\n" + error.group(2))
        .findFirst();
  }

  static String of(ReconcileResult result) {
    return result.outcomes().stream()
        .map(outcome ->
            outcome.name()
                + " is "
                + outcome.status().name().toLowerCase(Locale.ROOT)
                + "\nissuer        "
                + outcome.credential().issuer()
                + "\nsubject       "
                + outcome.credential().subject())
        .collect(Collectors.joining("\n"));
  }

  static String of(Diagnosis diagnosis) {
    var lines = new ArrayList<String>();
    lines.add(
        diagnosis.code()
            + ", "
            + Objects.requireNonNull(diagnosis.closest()).name()
            + " comes closest");
    for (var difference : diagnosis.differences()) {
      lines.add(text(difference.field()) + " differs: " + text(difference.kind()));
      lines.add("trusted       " + difference.trusted());
      lines.add("presented     " + difference.presented());
    }
    return String.join("\n", lines);
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

  /** Returns the number of names and the first ones. */
  static String listed(List<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining("\n"));
    int more = names.size() - SHOWN;
    return names.size() + " found\n" + first + (more > 0 ? "\nand " + more + " more" : "");
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
