package dev.msi4j.cli.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies a token. */
@Command(
    name = "verify",
    description = {
      "Verify signature, issuer, lifetime and audience of a token",
      "The exit status is 1 if the token is not valid."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi token verify --token-file token --audience https://management.azure.com --local",
      "  msi token verify --token-file token \\",
      "      --issuer https://token.actions.githubusercontent.com"
    })
final class VerifyCommand implements Runnable {
  private final Environment environment;

  @Mixin private TokenOption token = new TokenOption();

  @Option(names = "--audience", paramLabel = "A", description = "Required aud claim (default: any)")
  private @Nullable String audience;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "Trusted issuer (default: the tenant AZURE_TENANT_ID of the selected Azure)")
  private @Nullable String issuer;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  VerifyCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var jwt = token.read(environment);
    var connection = AzureConnection.of(azure.variables(environment));
    var authority = issuer == null ? connection.tenantAuthority() : issuer;
    var actual = String.valueOf(jwt.claims().get("iss"));
    if (!trusted(authority).contains(actual)) {
      throw new CommandException(
          "the token is not valid: its issuer '" + actual + "' is not '" + authority + "'");
    }
    verify(jwt, new SigningKeys(connection.httpClient()).read(authority));
    output.printResult(environment.out(), "The token is valid.", "valid");
  }

  /**
   * Returns the issuers whose tokens the keys of an authority verify. Microsoft Entra ID signs
   * tokens of both versions with the same keys. Source: "Access tokens in the Microsoft identity
   * platform", Token formats.
   */
  private Set<String> trusted(String authority) {
    if (issuer != null) {
      return Set.of(issuer);
    }
    var tenant = authority.replaceFirst("/v2\\.0$", "");
    var id = tenant.substring(tenant.lastIndexOf('/') + 1);
    return Set.of(authority, "https://sts.windows.net/" + id + "/");
  }

  private void verify(Jwt jwt, JWKSet keys) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    var algorithms = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(algorithms, new ImmutableJWKSet<>(keys)));
    // The types "JWT" and "at+jwt", or none, are accepted.
    processor.setJWSTypeVerifier((type, context) -> {});
    processor.setJWTClaimsSetVerifier(new ClaimsVerifier());
    try {
      var unused = processor.process(jwt.token(), null);
    } catch (BadJOSEException | JOSEException e) {
      throw new CommandException("the token is not valid: " + e.getMessage(), e);
    }
  }

  /** Checks lifetime and audience at the time of the command's clock. */
  private final class ClaimsVerifier extends DefaultJWTClaimsVerifier<SecurityContext> {
    private ClaimsVerifier() {
      super(audience == null ? null : Set.copyOf(List.of(audience)), null, Set.of("exp"), null);
    }

    @Override
    protected Date currentTime() {
      return Date.from(environment.clock().instant());
    }
  }
}
