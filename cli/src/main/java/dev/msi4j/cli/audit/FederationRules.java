package dev.msi4j.cli.audit;

import dev.msi4j.cli.audit.AuditData.Credential;
import dev.msi4j.cli.estate.Glob;
import dev.msi4j.federation.Capacity;
import dev.msi4j.federation.ClaimCondition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules about federated credentials. */
final class FederationRules {
  private static final String MUTABLE =
      "learn.microsoft.com, Migrate GitHub Actions federated credentials to immutable subjects";
  private static final String CHECKOV = "Checkov, CKV_AZURE_249";
  private static final String FLEXIBLE =
      "learn.microsoft.com, Set up a flexible federated identity credential";
  private static final String CONSIDERATIONS =
      "learn.microsoft.com, Important considerations for federated identity credentials";

  private static final Pattern GITHUB_NAMES = Pattern.compile("repo:[^/@:]+/[^/@:]+(?::.*)?");

  /** Claims that the author of a workflow or of a pull request chooses. */
  private static final List<String> CHOSEN_CLAIMS =
      List.of("workflow", "environment", "ref", "context", "head_ref", "base_ref");

  private static final Glob PULL_REQUEST =
      Glob.text("repo:").thenAnyText().then("/").thenAnyText().then(":pull_request");
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  /** Four fifths of the limit, which leaves time to plan another identity. */
  private static final int NEARLY_FULL = 16;

  private FederationRules() {}

  static List<Rule> all() {
    return List.of(
        new Rule(
            "F1",
            Severity.HIGH,
            "Subject with a name that can be given to another owner",
            "The next owner of the name of a renamed or deleted repository or project gets the identity.",
            "Trust a subject with GitHub's ids: msi federation migrate github; on GitLab, trust an"
                + " expression with project_id.",
            MUTABLE,
            data -> places(data, FederationRules::mutableName)),
        new Rule(
            "F2",
            Severity.HIGH,
            "Pull requests can change resources",
            "The code of a pull request runs before a review, with the roles of the identity.",
            "Use an identity with roles that only read for pull requests.",
            "docs.github.com, Security hardening for GitHub Actions",
            FederationRules::pullRequestsThatWrite),
        new Rule(
            "F3",
            Severity.HIGH,
            "Expression with a wildcard in owner or repository",
            "Each repository that matches gets the identity, also one that is created later.",
            "Name one repository, and add claims['repository_id'].",
            CHECKOV,
            data -> places(data, FederationRules::wildcardRepository)),
        new Rule(
            "F4",
            Severity.HIGH,
            "Subject starts with a claim that the author of a workflow chooses",
            "The author of a workflow in another repository can choose the same value.",
            "Start the subject with repo: or repository_id.",
            CHECKOV,
            data -> places(data, FederationRules::chosenClaim)),
        new Rule(
            "F5",
            Severity.HIGH,
            "Expression for GitHub without an id",
            "A name can be given to another repository; Microsoft Entra rejects such expressions.",
            "Add claims['repository_id'] or claims['repository_owner_id'].",
            FLEXIBLE,
            data -> places(data, FederationRules::expressionWithoutId)),
        new Rule(
            "F6",
            Severity.CRITICAL,
            "Unknown issuer",
            "The operator of the issuer can become the identity at any time.",
            "Delete the credential, or allow the issuer with --allow-issuer.",
            "Microsoft Sentinel, rules for federated credentials",
            data -> places(data, credential -> unknownIssuer(data, credential))),
        new Rule(
            "F7",
            Severity.HIGH,
            "Suspicious issuer address",
            "No token matches, or the issuer can be impersonated.",
            "Trust the exact https address in the iss claim of the tokens.",
            "github.com/Azure/azure-workload-identity/issues/340",
            data ->
                places(
                    data,
                    each ->
                        Issuers.suspicion(each.issuer())
                            .map(reason -> "the issuer '" + each.issuer() + "' " + reason))),
        new Rule(
            "F8",
            Severity.MEDIUM,
            "Issuer without a valid configuration",
            "The issuer is probably deleted; the next owner of its address gets the identity.",
            "Delete the credential.",
            CONSIDERATIONS,
            data -> {
              var problems = data.sources().issuerProblems().get();
              return places(
                  data,
                  each ->
                      Optional.ofNullable(problems.get(each.issuer()))
                          .map(problem -> "the issuer '" + each.issuer() + "': " + problem));
            }),
        new Rule(
            "F9",
            Severity.MEDIUM,
            "Audience of another cloud or purpose",
            "Tokens for other services can be exchanged, or no token matches.",
            "Use the audience of the cloud, such as api://AzureADTokenExchange.",
            CONSIDERATIONS,
            data -> places(data, credential -> otherAudience(data, credential))),
        new Rule(
            "F10",
            Severity.MEDIUM,
            "Workload that is trusted by several identities",
            "The workload can choose among the identities, and has the roles of all.",
            "Keep one identity for each workload.",
            "This project",
            FederationRules::severalIdentities),
        new Rule(
            "F11",
            Severity.LOW,
            "Nearly as many credentials as an identity can have",
            "An identity can have " + Capacity.LIMIT + " credentials.",
            "Use an expression for several subjects, or another identity.",
            "github.com/Azure/azure-workload-identity/issues/575",
            FederationRules::capacity),
        new Rule(
            "F12",
            Severity.MEDIUM,
            "Issuer of an AKS cluster that does not exist in the subscription",
            "A credential of a deleted cluster is left over.",
            "Delete the credential, unless the cluster is in another subscription.",
            CONSIDERATIONS,
            data -> {
              var issuers = data.sources().clusterIssuers().get();
              return places(
                  data,
                  each ->
                      Issuers.isAks(each.issuer()) && !issuers.contains(each.issuer())
                          ? Optional.of("no AKS cluster has the issuer '" + each.issuer() + "'")
                          : Optional.empty());
            }),
        new Rule(
            "F13",
            Severity.MEDIUM,
            "Credentials that differ in case, spaces or slashes only",
            "One of them is a mistake: Microsoft Entra compares exactly.",
            "Delete the one that no token matches: msi federation diagnose.",
            "github.com/Azure/login/issues/515",
            FederationRules::nearlySame),
        new Rule(
            "F14",
            Severity.LOW,
            "Default service account of a Kubernetes namespace",
            "Each pod of the namespace without a service account gets the identity.",
            "Create a service account for the workload.",
            "kubernetes.io, Service Accounts",
            data -> places(data, FederationRules::defaultServiceAccount)),
        new Rule(
            "F15",
            Severity.HIGH,
            "Identity of both a resource and an external workload",
            "A breach of either has the roles of both.",
            "Use one identity for the resource and one for the workload.",
            "This project",
            FederationRules::resourceAndWorkload),
        new Rule(
            "F16",
            Severity.INFO,
            "Repository on GitHub that is archived, renamed or deleted",
            "No workflow of the repository needs the identity, and the next owner of its name can get it.",
            "Delete the credential.",
            "docs.github.com, REST API endpoints for repositories",
            data -> {
              var problems = data.sources().repositoryProblems().get();
              return places(
                  data,
                  each ->
                      GitHubRepository.of(each)
                          .flatMap(repository -> Optional.ofNullable(problems.get(repository))));
            }),
        new Rule(
            "F17",
            Severity.MEDIUM,
            "Credential that the files do not declare",
            "The trust was created without a review of the files.",
            "Declare the credential, or delete it: msi plan --delete-others.",
            "This project",
            data -> {
              var undeclared = data.sources().undeclared().get();
              return places(
                  data,
                  each ->
                      undeclared.contains(each.value().resourceId())
                          ? Optional.of("the credential is not declared")
                          : Optional.empty());
            }));
  }

  private static Stream<Finding.Place> places(
      AuditData data, Function<Credential, Optional<String>> message) {
    return data.credentials().flatMap(each -> message.apply(each).map(each::place).stream());
  }

  private static Stream<ClaimCondition> subjectConditions(Credential credential) {
    return credential.conditions().stream().filter(each -> each.claim().equals("sub"));
  }

  private static boolean has(Credential credential, Predicate<ClaimCondition> condition) {
    return credential.conditions().stream().anyMatch(condition);
  }

  private static Optional<String> mutableName(Credential credential) {
    boolean isName =
        (Issuers.isGitHub(credential.issuer())
                && GITHUB_NAMES.matcher(credential.subject()).matches())
            || (Issuers.isGitLab(credential.issuer())
                && credential.subject().startsWith("project_path:"));
    return isName
        ? Optional.of("the subject '" + credential.subject() + "' has names only")
        : Optional.empty();
  }

  private static Stream<Finding.Place> pullRequestsThatWrite(AuditData data) {
    return data.identities()
        .flatMap(identity -> {
          var writing =
              data.assignmentsOf(identity).stream()
                  .filter(each -> data.role(each).map(Privileges::writes).orElse(true))
                  .findFirst();
          return writing.stream()
              .flatMap(role ->
                  data.credentialsOf(identity)
                      .filter(FederationRules::trustsPullRequests)
                      .map(each ->
                          each.place(
                              "pull requests have the role "
                                  + data.roleName(role)
                                  + " at "
                                  + role.scope())));
        });
  }

  private static boolean trustsPullRequests(Credential credential) {
    if (!Issuers.isGitHub(credential.issuer())) {
      return false;
    }
    return credential.conditions().isEmpty()
        ? PULL_REQUEST.matches(credential.subject())
        : subjectConditions(credential).allMatch(each -> comparand(each).overlaps(PULL_REQUEST));
  }

  private static Glob comparand(ClaimCondition condition) {
    return condition.isPattern()
        ? Glob.pattern(condition.comparand())
        : Glob.text(condition.comparand());
  }

  private static Optional<String> wildcardRepository(Credential credential) {
    boolean isOneRepository =
        has(
            credential,
            each ->
                !each.isPattern()
                    && (each.claim().equals("repository_id") || each.claim().equals("repository")));
    if (!Issuers.isGitHub(credential.issuer())
        || isOneRepository
        || credential.conditions().isEmpty()) {
      return Optional.empty();
    }
    var subjects = subjectConditions(credential).toList();
    return subjects.isEmpty()
        ? Optional.of("the expression does not limit the repository")
        : subjects.stream()
            .filter(each -> each.isPattern() && isWildcard(each.comparand()))
            .findFirst()
            .map(each -> "the expression matches the subjects '" + each.comparand() + "'");
  }

  /** Returns whether owner or repository of a pattern of subjects have a wildcard. */
  private static boolean isWildcard(String pattern) {
    if (!pattern.startsWith("repo:")) {
      return pattern.startsWith("*") || pattern.startsWith("?");
    }
    int end = pattern.indexOf(':', "repo:".length());
    var repository = end < 0 ? pattern : pattern.substring(0, end);
    return repository.contains("*") || repository.contains("?");
  }

  private static Optional<String> chosenClaim(Credential credential) {
    if (!Issuers.isGitHub(credential.issuer())) {
      return Optional.empty();
    }
    return Stream.concat(
            Stream.of(credential.subject()),
            subjectConditions(credential).map(ClaimCondition::comparand))
        .filter(each -> CHOSEN_CLAIMS.stream().anyMatch(claim -> each.startsWith(claim + ":")))
        .findFirst()
        .map(each -> "the subject '" + each + "' starts with a chosen claim");
  }

  private static Optional<String> expressionWithoutId(Credential credential) {
    return Issuers.isGitHub(credential.issuer())
            && !credential.conditions().isEmpty()
            && !has(
                credential,
                each ->
                    each.claim().equals("repository_id")
                        || each.claim().equals("repository_owner_id"))
        ? Optional.of("the expression names neither repository_id nor repository_owner_id")
        : Optional.empty();
  }

  private static Optional<String> unknownIssuer(AuditData data, Credential credential) {
    var issuer = credential.issuer();
    boolean isAllowed =
        data.settings().allowedIssuers().stream().anyMatch(each -> each.matches(issuer));
    return isAllowed || Issuers.isKnown(issuer)
        ? Optional.empty()
        : Optional.of("the issuer '" + issuer + "' is not known");
  }

  private static Optional<String> otherAudience(AuditData data, Credential credential) {
    var audience = data.settings().audience();
    return credential.value().audiences().equals(List.of(audience))
        ? Optional.empty()
        : Optional.of(
            "the audience is '"
                + String.join(", ", credential.value().audiences())
                + "', not '"
                + audience
                + "'");
  }

  private static Stream<Finding.Place> severalIdentities(AuditData data) {
    return groups(
            data.credentials().filter(each -> !each.subject().isEmpty()),
            each -> each.issuer() + " " + each.subject())
        .flatMap(group -> {
          long identities = group.stream().map(Credential::identity).distinct().count();
          return identities < 2
              ? Stream.empty()
              : group.stream()
                  .map(each ->
                      each.place(
                          "the subject '"
                              + each.subject()
                              + "' is trusted by "
                              + identities
                              + " identities"));
        });
  }

  private static Stream<List<Credential>> groups(
      Stream<Credential> credentials, Function<Credential, String> key) {
    return credentials.collect(Collectors.groupingBy(key)).values().stream()
        .filter(group -> group.size() > 1);
  }

  private static Stream<Finding.Place> capacity(AuditData data) {
    return data.identities()
        .flatMap(identity -> {
          long count = data.credentialsOf(identity).count();
          var place =
              AuditData.place(identity, count + " of " + Capacity.LIMIT + " credentials are used");
          return count < NEARLY_FULL
              ? Stream.empty()
              : Stream.of(count < Capacity.LIMIT ? place : place.with(Severity.HIGH));
        });
  }

  private static Stream<Finding.Place> nearlySame(AuditData data) {
    return groups(
            data.credentials().filter(each -> !each.subject().isEmpty()),
            each -> normalized(each.issuer()) + " " + normalized(each.subject()))
        .flatMap(group ->
            group.stream()
                .flatMap(each ->
                    group.stream()
                        .filter(other -> !trust(each).equals(trust(other)))
                        .findFirst()
                        .map(other -> each.place("differs little from " + other.name()))
                        .stream()));
  }

  private static String trust(Credential credential) {
    return credential.issuer() + " " + credential.subject();
  }

  private static String normalized(String text) {
    var stripped = text.replace(" ", "").toLowerCase(Locale.ROOT);
    int end = stripped.length();
    while (end > 0 && stripped.charAt(end - 1) == '/') {
      end--;
    }
    return stripped.substring(0, end);
  }

  private static Optional<String> defaultServiceAccount(Credential credential) {
    return credential.subject().startsWith(SERVICE_ACCOUNT)
            && credential.subject().endsWith(":default")
        ? Optional.of("the subject is '" + credential.subject() + "'")
        : Optional.empty();
  }

  private static Stream<Finding.Place> resourceAndWorkload(AuditData data) {
    return data.identities()
        .filter(identity -> data.credentialsOf(identity).findAny().isPresent())
        .flatMap(identity ->
            data.hostsOf(identity).stream()
                .findFirst()
                .map(host ->
                    AuditData.place(
                        identity,
                        "has credentials and is assigned to " + AuditData.label(host.id())))
                .stream());
  }
}
