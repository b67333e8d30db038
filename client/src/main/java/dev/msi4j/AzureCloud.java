package dev.msi4j;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An Azure cloud: where its Resource Manager is, which scope a token for it has, which authority
 * issues tokens, and which audience a federated identity credential names there. These belong
 * together; a cloud is chosen as a whole. Immutable.
 */
public final class AzureCloud {
  /** The public cloud. */
  public static final AzureCloud PUBLIC =
      custom("AzureCloud")
          .endpoint("https://management.azure.com")
          .scope("https://management.azure.com/.default")
          .authorityHost("https://login.microsoftonline.com")
          .federationAudience("api://AzureADTokenExchange")
          .build();

  /** Azure for the government of the United States. */
  public static final AzureCloud US_GOVERNMENT =
      custom("AzureUSGovernment")
          .endpoint("https://management.usgovcloudapi.net")
          .scope("https://management.core.usgovcloudapi.net/.default")
          .authorityHost("https://login.microsoftonline.us")
          .federationAudience("api://AzureADTokenExchangeUSGov")
          .build();

  /** Azure in China, run by 21Vianet. */
  public static final AzureCloud CHINA =
      custom("AzureChinaCloud")
          .endpoint("https://management.chinacloudapi.cn")
          .scope("https://management.chinacloudapi.cn/.default")
          .authorityHost("https://login.chinacloudapi.cn")
          .federationAudience("api://AzureADTokenExchangeChina")
          .build();

  private static final List<AzureCloud> KNOWN = List.of(PUBLIC, US_GOVERNMENT, CHINA);

  private final String name;
  private final String endpoint;
  private final String scope;
  private final String authorityHost;
  private final String federationAudience;

  private AzureCloud(Builder from, String endpoint) {
    this.name = from.name;
    this.endpoint = endpoint;
    this.scope = from.scope == null ? endpoint + "/.default" : from.scope;
    this.authorityHost = from.authorityHost;
    this.federationAudience = from.federationAudience;
  }

  /**
   * Returns the cloud of that name, without regard to case: {@code AzureCloud} (also {@code
   * AzurePublicCloud}, {@code AzurePublic}), {@code AzureUSGovernment} (also {@code
   * AzureUSGovernmentCloud}, {@code AzureGovernment}), {@code AzureChinaCloud} (also {@code
   * AzureChina}).
   *
   * @throws IllegalArgumentException if there is no such cloud
   */
  public static AzureCloud named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "azurecloud", "azurepubliccloud", "azurepublic" -> PUBLIC;
      case "azureusgovernment", "azureusgovernmentcloud", "azuregovernment" -> US_GOVERNMENT;
      case "azurechinacloud", "azurechina" -> CHINA;
      default ->
          throw new IllegalArgumentException(
              "cloud '"
                  + name
                  + "' must be AzureCloud, AzureUSGovernment or AzureChinaCloud; describe any other"
                  + " with AzureCloud.custom(…)");
    };
  }

  /** Returns the cloud whose tokens come from this authority, if it is one of the three. */
  static Optional<AzureCloud> withAuthority(String authorityHost) {
    String requested = withoutTrailingSlash(authorityHost);
    return KNOWN.stream()
        .filter(cloud -> cloud.authorityHost.equalsIgnoreCase(requested))
        .findFirst();
  }

  /**
   * Returns a builder of a cloud of your own, such as an Azure Stack Hub or a local Azure. Its
   * authority and federation audience are those of the public cloud until they are set.
   */
  public static Builder custom(String name) {
    return new Builder(name);
  }

  /** Returns a builder that starts with what this cloud has. */
  public Builder toBuilder() {
    return new Builder(name)
        .endpoint(endpoint)
        .scope(scope)
        .authorityHost(authorityHost)
        .federationAudience(federationAudience);
  }

  /** Returns the name, as in {@code AZURE_CLOUD}. */
  public String name() {
    return name;
  }

  /** Returns the URL of Resource Manager, without a trailing slash. */
  public String endpoint() {
    return endpoint;
  }

  /** Returns the scope to ask tokens for Resource Manager with. */
  public String scope() {
    return scope;
  }

  /** Returns the URL of the authority that issues tokens, without a trailing slash. */
  public String authorityHost() {
    return authorityHost;
  }

  /** Returns the audience that federated identity credentials name in this cloud. */
  public String federationAudience() {
    return federationAudience;
  }

  @Override
  public String toString() {
    return name + " (" + endpoint + ")";
  }

  private static String withoutTrailingSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Builds an {@link AzureCloud}. */
  public static final class Builder {
    private final String name;
    private @Nullable String endpoint;
    private @Nullable String scope;
    private String authorityHost = "https://login.microsoftonline.com";
    private String federationAudience = "api://AzureADTokenExchange";

    private Builder(String name) {
      this.name = name;
    }

    /** Sets the URL of Resource Manager. Required. */
    public Builder endpoint(String endpoint) {
      this.endpoint = withoutTrailingSlash(endpoint);
      return this;
    }

    /** Sets the scope of tokens; the endpoint with {@code /.default} unless it is set. */
    public Builder scope(String scope) {
      this.scope = scope;
      return this;
    }

    /** Sets the URL of the authority that issues tokens. */
    public Builder authorityHost(String authorityHost) {
      this.authorityHost = withoutTrailingSlash(authorityHost);
      return this;
    }

    /** Sets the audience for federated identity credentials. */
    public Builder federationAudience(String audience) {
      this.federationAudience = audience;
      return this;
    }

    /**
     * Returns the cloud.
     *
     * @throws IllegalStateException if there is no endpoint
     */
    public AzureCloud build() {
      if (endpoint == null) {
        throw new IllegalStateException(
            "The cloud '" + name + "' has no endpoint: set endpoint(…)");
      }
      return new AzureCloud(this, endpoint);
    }
  }
}
