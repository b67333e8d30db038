package dev.msi4j.cli.federation;

import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.federation.AzureDevOps;
import dev.msi4j.federation.Buildkite;
import dev.msi4j.federation.ClaimsExpression;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.GitLab;
import dev.msi4j.federation.Kubernetes;
import dev.msi4j.federation.TerraformCloud;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A form in which options and files specify the subject of a federated credential. */
enum SubjectForm {
  /** The subject, verbatim. */
  SUBJECT("subject", true) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      return FederatedSubject.of(Objects.requireNonNull(issuer), text);
    }
  },

  /** An expression that replaces the subject. */
  CLAIMS_MATCHING_EXPRESSION("claimsMatchingExpression", true) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      return FederatedSubject.of(
          Objects.requireNonNull(issuer),
          ClaimsExpression.parse(ClaimsMatchingExpression.of(text, LANGUAGE_VERSION)));
    }
  },

  /** {@code REPOSITORY@BRANCH}. */
  GITHUB_BRANCH("githubBranch", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      var at = GitHubReference.parse(name, "branch", text, issuer);
      return at.repository().branch(at.name());
    }
  },

  /** {@code REPOSITORY@TAG}. */
  GITHUB_TAG("githubTag", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      var at = GitHubReference.parse(name, "tag", text, issuer);
      return at.repository().tag(at.name());
    }
  },

  /** {@code REPOSITORY}. */
  GITHUB_PULL_REQUEST("githubPullRequest", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      return GitHubReference.repository(name, text, issuer).pullRequest();
    }
  },

  /** {@code REPOSITORY@ENVIRONMENT}. */
  GITHUB_ENVIRONMENT("githubEnvironment", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      var at = GitHubReference.parse(name, "environment", text, issuer);
      return at.repository().environment(at.name());
    }
  },

  /** {@code NAMESPACE/SERVICEACCOUNT} of the cluster that is the issuer. */
  KUBERNETES("kubernetes", true) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      String[] parts = parts(name, text, "namespace/serviceaccount", 2);
      return Kubernetes.cluster(Objects.requireNonNull(issuer)).serviceAccount(parts[0], parts[1]);
    }
  },

  /** {@code GROUP/PROJECT@BRANCH}. */
  GITLAB_BRANCH("gitlabBranch", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      String[] parts = at(name, text, "group/project@branch");
      return gitLab(parts[0], issuer).branch(parts[1]);
    }
  },

  /** {@code GROUP/PROJECT@TAG}. */
  GITLAB_TAG("gitlabTag", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      String[] parts = at(name, text, "group/project@tag");
      return gitLab(parts[0], issuer).tag(parts[1]);
    }
  },

  /**
   * {@code TENANT_ID/ORGANIZATION_ID/CONNECTION_ID} for tokens of Microsoft Entra, or {@code
   * ORGANIZATION_ID/ORGANIZATION/PROJECT/CONNECTION} for tokens of Azure DevOps itself.
   */
  AZURE_DEVOPS("azureDevops", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      rejectIssuer(name, issuer);
      String expected =
          "TENANT_ID/ORGANIZATION_ID/CONNECTION_ID, or"
              + " ORGANIZATION_ID/organization/project/connection of a connection that was not"
              + " converted to Microsoft Entra";
      if (text.split("/", -1).length == 4) {
        String[] parts = parts(name, text, expected, 4);
        return AzureDevOps.serviceConnection(
            guid(name, text, parts[0]), parts[1], parts[2], parts[3]);
      }
      String[] ids = parts(name, text, expected, 3);
      return AzureDevOps.serviceConnection(
          guid(name, text, ids[0]), guid(name, text, ids[1]), guid(name, text, ids[2]));
    }
  },

  /** {@code ORGANIZATION/PROJECT/WORKSPACE@PHASE}; the phase is {@code plan} or {@code apply}. */
  TERRAFORM_CLOUD("terraformCloud", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      String expected =
          "organization/project/workspace@plan or organization/project/workspace@apply";
      String[] phase = at(name, text, expected);
      String[] parts = parts(name, phase[0], expected, 3);
      var known = TerraformCloud.workspace(parts[0], parts[1], parts[2]);
      var workspace = issuer == null ? known : known.issuer(issuer);
      return switch (phase[1]) {
        case "plan" -> workspace.plan();
        case "apply" -> workspace.apply();
        default -> throw invalid(name, text, expected);
      };
    }
  },

  /** The numeric unique id of a Google service account. */
  GOOGLE("google", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      rejectIssuer(name, issuer);
      if (!GOOGLE_ID.matcher(text).matches()) {
        throw invalid(name, text, "the unique id of a service account, 21 digits and no email");
      }
      return FederatedSubject.of(GOOGLE_ISSUER, text);
    }
  },

  /**
   * The ARN of an IAM principal of the AWS account whose outbound identity federation is the issuer
   * (<a
   * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound.html">Federating
   * AWS identities to external services</a>).
   */
  AWS("aws", true) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      if (!ARN.matcher(text).matches()) {
        throw invalid(
            name, text, "the ARN of a role, such as arn:aws:iam::123456789012:role/build");
      }
      return FederatedSubject.of(Objects.requireNonNull(issuer), text);
    }
  },

  /** The UUID of a Buildkite pipeline. */
  BUILDKITE("buildkite", false) {
    @Override
    FederatedSubject parse(String name, String text, @Nullable String issuer) {
      rejectIssuer(name, issuer);
      return Buildkite.pipeline(guid(name, text, text));
    }
  };

  private static final int LANGUAGE_VERSION = 1;
  private static final String GOOGLE_ISSUER = "https://accounts.google.com";
  private static final Pattern GOOGLE_ID = Pattern.compile("\\d{10,30}");
  private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:(iam|sts)::\\d{12}:\\S+");
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** The keys of all forms. */
  static final List<String> KEYS = Stream.of(values()).map(SubjectForm::key).toList();

  private final String key;
  private final boolean needsIssuer;

  SubjectForm(String key, boolean needsIssuer) {
    this.key = key;
    this.needsIssuer = needsIssuer;
  }

  /** Returns the key in a file; the option is its spelling with hyphens. */
  String key() {
    return key;
  }

  /** Returns whether the issuer has no default. */
  boolean needsIssuer() {
    return needsIssuer;
  }

  /**
   * Returns the subject.
   *
   * @param name the option or key to name in errors
   * @param issuer the issuer; null for the default of the form, if it has one
   */
  abstract FederatedSubject parse(String name, String text, @Nullable String issuer);

  private static String[] at(String name, String text, String expected) {
    int end = text.indexOf('@');
    if (end < 0) {
      throw invalid(name, text, expected);
    }
    return new String[] {text.substring(0, end), text.substring(end + 1)};
  }

  private static String[] parts(String name, String text, String expected, int count) {
    String[] parts = text.split("/", -1);
    if (parts.length != count) {
      throw invalid(name, text, expected);
    }
    return parts;
  }

  private static UUID guid(String name, String text, String part) {
    if (!GUID.matcher(part).matches()) {
      throw new CommandException(name + " '" + text + "': '" + part + "' must be a GUID");
    }
    return UUID.fromString(part);
  }

  private static GitLab gitLab(String project, @Nullable String issuer) {
    var known = GitLab.project(project);
    return issuer == null ? known : known.issuer(issuer);
  }

  private static void rejectIssuer(String name, @Nullable String issuer) {
    if (issuer != null) {
      throw new CommandException(
          name + " has a fixed issuer: omit the issuer '" + issuer + "', or give the subject");
    }
  }

  private static CommandException invalid(String name, String text, String expected) {
    return new CommandException(name + " '" + text + "' must be " + expected);
  }
}
