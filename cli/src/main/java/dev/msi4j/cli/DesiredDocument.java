package dev.msi4j.cli;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import dev.msi4j.federation.DesiredCredentials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which federated credentials identities are to have, as a file says it. */
record DesiredDocument(@Nullable List<@Nullable Owner> identities) {
  /** An identity. */
  record Owner(
      @Nullable String resourceGroup,
      @Nullable String name,
      @Nullable List<@Nullable Credential> credentials) {}

  /** A credential: a name, if one is wanted, and one of the ways to say whom it trusts. */
  record Credential(
      @Nullable String name,
      @Nullable String issuer,
      @Nullable String subject,
      @Nullable String claimsMatchingExpression,
      @Nullable String githubBranch,
      @Nullable String githubEnvironment,
      @Nullable String kubernetes,
      @Nullable List<String> audiences) {
    FederatedIdentityCredential wanted(Consumer<String> warnings) {
      var trusted =
          new Trusted(
              issuer,
              subject,
              claimsMatchingExpression,
              githubBranch,
              githubEnvironment,
              kubernetes);
      var subject = trusted.subject(UnaryOperator.identity());
      subject.warnings().forEach(warnings);
      var wanted = subject.credential();
      return audiences == null ? wanted : wanted.toBuilder().audiences(audiences).build();
    }
  }

  /**
   * Returns what is wanted of each identity.
   *
   * @param warnings told of what is likely to be a mistake
   */
  Map<ResourceId, DesiredCredentials> desired(
      String subscriptionId, boolean deleteOthers, Consumer<String> warnings) {
    var all = new LinkedHashMap<ResourceId, DesiredCredentials>();
    var owners = given(identities, "identities");
    if (owners.isEmpty()) {
      throw new CommandFailure("identities must name at least one identity");
    }
    for (int i = 0; i < owners.size(); i++) {
      String place = "identities[" + i + "]";
      var owner = given(owners.get(i), place);
      var identity = identity(owner, place, subscriptionId);
      if (all.putIfAbsent(identity, credentials(owner, place, deleteOthers, warnings)) != null) {
        throw new CommandFailure(
            place + ".name '" + owner.name + "' must be there once for its resource group");
      }
    }
    return all;
  }

  private static ResourceId identity(Owner owner, String place, String subscriptionId) {
    String group = given(owner.resourceGroup, place + ".resourceGroup");
    String name = given(owner.name, place + ".name");
    return at(place, () -> ResourceId.userAssignedIdentity(subscriptionId, group, name));
  }

  private static DesiredCredentials credentials(
      Owner owner, String place, boolean deleteOthers, Consumer<String> warnings) {
    var desired = DesiredCredentials.builder();
    var credentials = given(owner.credentials, place + ".credentials");
    for (int i = 0; i < credentials.size(); i++) {
      String here = place + ".credentials[" + i + "]";
      var credential = given(credentials.get(i), here);
      Consumer<String> warningsHere = warning -> warnings.accept(here + ": " + warning);
      add(desired, credential.name, at(here, () -> credential.wanted(warningsHere)));
    }
    return at(place, deleteOthers ? desired.deleteOthers()::build : desired::build);
  }

  private static void add(
      DesiredCredentials.Builder desired,
      @Nullable String name,
      FederatedIdentityCredential credential) {
    if (name == null) {
      desired.credential(credential);
    } else {
      desired.credential(name, credential);
    }
  }

  /** An absent list is likelier a slip than the wish for none, which is an empty one. */
  private static <T> T given(@Nullable T value, String place) {
    if (value == null) {
      throw new CommandFailure(place + " must be given");
    }
    return value;
  }

  private static <T> T at(String place, Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException | CommandFailure e) {
      throw new CommandFailure(place + ": " + e.getMessage(), e);
    }
  }
}
