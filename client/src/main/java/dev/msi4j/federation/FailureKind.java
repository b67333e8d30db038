package dev.msi4j.federation;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.ArmError;
import dev.msi4j.ArmErrorDetail;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Classifies failures by the reaction they require. */
enum FailureKind {
  /** Another client writes to the credentials of the same identity. Transient. */
  CONCURRENT_WRITE,
  /** The identity or its service principal does not exist, or is not yet replicated. */
  NOT_FOUND,
  /** Too many requests. Transient. */
  THROTTLED,
  /** Another credential of the identity already has the same issuer and subject. */
  DUPLICATE_SUBJECT,
  /** Any other failure; a retry does not help. */
  PERMANENT;

  private static final String CONCURRENT_WRITE_CODE =
      "ConcurrentFederatedIdentityCredentialsWritesForSingleManagedIdentity";
  private static final String NO_SERVICE_PRINCIPAL_CODE =
      "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation";
  private static final Pattern DUPLICATE_SUBJECT_MESSAGE =
      Pattern.compile(
          "issuer and subject combination already exists",
          Pattern.LITERAL | Pattern.CASE_INSENSITIVE);

  /** Codes of 404 responses that are not caused by replication delay of the identity. */
  private static final Set<String> PARENT_SCOPE_CODES =
      Set.of("SubscriptionNotFound", "InvalidSubscriptionId", "ResourceGroupNotFound");

  /**
   * Statuses that the service returned before 2026-04-30 for a service principal that is not yet
   * replicated.
   */
  private static final Set<Integer> LEGACY_STATUSES = Set.of(500, 503);

  static FailureKind of(Throwable failure) {
    if (!(failure instanceof HttpResponseException exception) || exception.getResponse() == null) {
      return PERMANENT;
    }
    var status = exception.getResponse().getStatusCode();
    var error = ArmError.of(exception).orElse(null);
    if (status == 429) {
      return THROTTLED;
    }
    if (hasCode(error, Set.of(CONCURRENT_WRITE_CODE))) {
      return CONCURRENT_WRITE;
    }
    if (error != null && DUPLICATE_SUBJECT_MESSAGE.matcher(error.message()).find()) {
      return DUPLICATE_SUBJECT;
    }
    if (hasCode(error, Set.of(NO_SERVICE_PRINCIPAL_CODE)) || LEGACY_STATUSES.contains(status)) {
      return NOT_FOUND;
    }
    return status == 404 && !hasCode(error, PARENT_SCOPE_CODES) ? NOT_FOUND : PERMANENT;
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
