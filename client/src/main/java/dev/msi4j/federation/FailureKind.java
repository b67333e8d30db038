package dev.msi4j.federation;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.ArmError;
import dev.msi4j.ArmErrorDetail;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What kind of refusal a failure is, as far as it decides what to do next. */
enum FailureKind {
  /** Somebody else writes to the same identity's credentials. Passes. */
  CONCURRENT_WRITE,
  /** The identity, or its service principal, is not there: not yet, if it is young. */
  NOT_FOUND,
  /** Too many requests. Passes. */
  THROTTLED,
  /** A credential of the identity has the issuer and the subject already. */
  DUPLICATE_SUBJECT,
  /** Anything else, which another try would not change. */
  PERMANENT;

  private static final String CONCURRENT =
      "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity";
  private static final String NO_SERVICE_PRINCIPAL =
      "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation";
  private static final Pattern TAKEN =
      Pattern.compile(
          "issuer and subject combination already exists",
          Pattern.LITERAL | Pattern.CASE_INSENSITIVE);

  /** What has nothing to do with the age of the identity, though the status is the same. */
  private static final Set<String> ABOVE_THE_IDENTITY =
      Set.of("SubscriptionNotFound", "InvalidSubscriptionId", "ResourceGroupNotFound");

  /** Before 2026-04-30 the service answered so when the service principal was not there yet. */
  private static final Set<Integer> OLDER_FORMS = Set.of(500, 503);

  static FailureKind of(Throwable failure) {
    if (!(failure instanceof HttpResponseException exception) || exception.getResponse() == null) {
      return PERMANENT;
    }
    var status = exception.getResponse().getStatusCode();
    var error = ArmError.of(exception).orElse(null);
    if (status == 429) {
      return THROTTLED;
    }
    if (hasCode(error, Set.of(CONCURRENT))) {
      return CONCURRENT_WRITE;
    }
    if (error != null && TAKEN.matcher(error.message()).find()) {
      return DUPLICATE_SUBJECT;
    }
    if (hasCode(error, Set.of(NO_SERVICE_PRINCIPAL)) || OLDER_FORMS.contains(status)) {
      return NOT_FOUND;
    }
    return status == 404 && !hasCode(error, ABOVE_THE_IDENTITY) ? NOT_FOUND : PERMANENT;
  }

  static boolean isNotFound(Throwable failure) {
    return failure instanceof HttpResponseException exception
        && exception.getResponse() != null
        && exception.getResponse().getStatusCode() == 404;
  }

  private static boolean hasCode(@Nullable ArmError error, Set<String> codes) {
    return error != null
        && Stream.concat(
                Stream.ofNullable(error.code()),
                error.details().stream().map(ArmErrorDetail::code).flatMap(Stream::ofNullable))
            .anyMatch(codes::contains);
  }
}
