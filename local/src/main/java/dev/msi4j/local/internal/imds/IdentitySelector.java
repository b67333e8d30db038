package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Optional;

/** Selects an identity of a host by an id of a kind. */
record IdentitySelector(Kind kind, String value) {
  /** The kinds of ids that select an identity. */
  enum Kind {
    CLIENT_ID,
    OBJECT_ID,
    RESOURCE_ID
  }

  /** A request parameter that selects an identity; several parameters may have the same kind. */
  record Parameter(String name, Kind kind) {}

  /** Returns the selector of a request; empty if the request selects no identity. */
  static Optional<IdentitySelector> of(Query query, List<Parameter> parameters) {
    var presented =
        parameters.stream().filter(parameter -> query.filled(parameter.name).isPresent()).toList();
    if (presented.size() > 1) {
      throw HostErrors.oneSelectorOnly(presented.stream().map(Parameter::name).toList());
    }
    return presented.stream()
        .findFirst()
        .map(parameter ->
            new IdentitySelector(parameter.kind, query.filled(parameter.name).orElseThrow()));
  }

  /** Returns the principal id of the selected identity; empty if the host has no such identity. */
  Optional<String> principal(ManagedServiceIdentity identities) {
    return switch (kind) {
      case CLIENT_ID -> byClientId(identities);
      case OBJECT_ID -> byObjectId(identities);
      case RESOURCE_ID -> byResourceId(identities);
    };
  }

  private Optional<String> byClientId(ManagedServiceIdentity identities) {
    var system = identities.system();
    return system != null && system.clientId().equalsIgnoreCase(value)
        ? Optional.of(system.principalId())
        : identities.userAssigned().values().stream()
            .filter(assigned -> assigned.clientId().equalsIgnoreCase(value))
            .map(ManagedServiceIdentity.UserAssigned::principalId)
            .findFirst();
  }

  private Optional<String> byObjectId(ManagedServiceIdentity identities) {
    var system = identities.system();
    return system != null && system.principalId().equalsIgnoreCase(value)
        ? Optional.of(system.principalId())
        : identities.userAssigned().values().stream()
            .map(ManagedServiceIdentity.UserAssigned::principalId)
            .filter(value::equalsIgnoreCase)
            .findFirst();
  }

  private Optional<String> byResourceId(ManagedServiceIdentity identities) {
    return identities.userAssigned().entrySet().stream()
        .filter(assigned -> CaseFolding.of(assigned.getKey()).equals(CaseFolding.of(value)))
        .map(assigned -> assigned.getValue().principalId())
        .findFirst();
  }
}
