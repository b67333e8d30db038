package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.HostIdentity;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.text.LowerCase;
import java.util.List;
import java.util.Optional;

/**
 * Which identity of a host a request names, if it names one: by a parameter of a kind and its
 * value.
 */
record Selector(Kind kind, String value) {
  /** By what an identity can be named. */
  enum Kind {
    CLIENT_ID,
    OBJECT_ID,
    RESOURCE_ID
  }

  /** The parameters that an endpoint takes; two names may mean the same. */
  record Parameter(String name, Kind kind) {}

  /** The one that a request has; empty for one that leaves the choice to the host. */
  static Optional<Selector> of(Query query, List<Parameter> parameters) {
    var given =
        parameters.stream().filter(parameter -> query.filled(parameter.name).isPresent()).toList();
    if (given.size() > 1) {
      throw HostErrors.oneSelectorOnly(given.stream().map(Parameter::name).toList());
    }
    return given.stream()
        .findFirst()
        .map(found -> new Selector(found.kind, query.filled(found.name).orElseThrow()));
  }

  /** The principal of the identity that this names; empty if the host has no such identity. */
  Optional<String> principal(HostIdentity identities) {
    return switch (kind) {
      case CLIENT_ID -> byClientId(identities);
      case OBJECT_ID -> byObjectId(identities);
      case RESOURCE_ID -> byResourceId(identities);
    };
  }

  private Optional<String> byClientId(HostIdentity identities) {
    var system = identities.system();
    return system != null && system.clientId().equalsIgnoreCase(value)
        ? Optional.of(system.principalId())
        : identities.userAssigned().values().stream()
            .filter(assigned -> assigned.clientId().equalsIgnoreCase(value))
            .map(HostIdentity.Assigned::principalId)
            .findFirst();
  }

  private Optional<String> byObjectId(HostIdentity identities) {
    var system = identities.system();
    return system != null && system.principalId().equalsIgnoreCase(value)
        ? Optional.of(system.principalId())
        : identities.userAssigned().values().stream()
            .map(HostIdentity.Assigned::principalId)
            .filter(value::equalsIgnoreCase)
            .findFirst();
  }

  private Optional<String> byResourceId(HostIdentity identities) {
    return identities.userAssigned().entrySet().stream()
        .filter(assigned -> LowerCase.of(assigned.getKey()).equals(LowerCase.of(value)))
        .map(assigned -> assigned.getValue().principalId())
        .findFirst();
  }
}
