package dev.msi4j;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An Azure cloud: the endpoint of Resource Manager, the scope of its access tokens, the authority
 * that issues them, and the audience of federated identity credentials. These settings belong
 * together and are selected as a whole. Immutable.
 *
 * <p>Sources: "Compare Azure Government and global Azure", "Azure China endpoints", and "Configure
 * a user-assigned managed identity to trust an external identity provider" for the audiences
 * (learn.microsoft.com).
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

  /** Azure Government of the United States. */
  public static final AzureCloud US_GOVERNMENT =
      custom("AzureUSGovernment")
          .endpoint("https://management.usgovcloudapi.net")
          .scope("https://management.core.usgovcloudapi.net/.default")
          .authorityHost("https://login.microsoftonline.us")
          .federationAudience("api://AzureADTokenExchangeUSGov")
          .build();

  /** Azure operated by 21Vianet in China. */
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
   * Returns a cloud by its name. The comparison is case-insensitive.
   *
   * @param name {@code AzureCloud} (or {@code AzurePublicCloud}, {@code AzurePublic}), {@code
   *     AzureUSGovernment} (or {@code AzureUSGovernmentCloud}, {@code AzureGovernment}), or {@code
   *     AzureChinaCloud} (or {@code AzureChina})
   * @return the cloud
   * @throws IllegalArgumentException if no cloud has the name
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
                  + "' must be AzureCloud, AzureUSGovernment or AzureChinaCloud; define any other"
                  + " with AzureCloud.custom(…)");
    };
  }

  /** Returns the predefined cloud with the given authority; empty if none has it. */
  static Optional<AzureCloud> withAuthority(String authorityHost) {
    String requested = withoutTrailingSlash(authorityHost);
    return KNOWN.stream()
        .filter(cloud -> cloud.authorityHost.equalsIgnoreCase(requested))
        .findFirst();
  }

  /**
   * Returns a builder of a custom cloud, such as an Azure Stack Hub or a local Azure. The defaults
   * of its authority and its federation audience are those of the public cloud.
   *
   * @param name the name, for messages
   * @return the builder
   */
  public static Builder custom(String name) {
    return new Builder(name);
  }

  /** {@return a builder that starts with the settings of this cloud} */
  public Builder toBuilder() {
    return new Builder(name)
        .endpoint(endpoint)
        .scope(scope)
        .authorityHost(authorityHost)
        .federationAudience(federationAudience);
  }

  /** {@return the name, as in the environment variable {@code AZURE_CLOUD}} */
  public String name() {
    return name;
  }

  /** {@return the URL of Resource Manager, without a trailing slash} */
  public String endpoint() {
    return endpoint;
  }

  /** {@return the OAuth scope of access tokens for Resource Manager} */
  public String scope() {
    return scope;
  }

  /** {@return the URL of the authority that issues access tokens, without a trailing slash} */
  public String authorityHost() {
    return authorityHost;
  }

  /** {@return the audience of federated identity credentials in this cloud} */
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

    /**
     * Sets the URL of Resource Manager. Required.
     *
     * @param endpoint an absolute URL; a trailing slash is removed
     * @return this builder
     */
    public Builder endpoint(String endpoint) {
      this.endpoint = withoutTrailingSlash(endpoint);
      return this;
    }

    /**
     * Sets the OAuth scope of access tokens. The default is the endpoint followed by {@code
     * /.default}.
     *
     * @param scope the scope
     * @return this builder
     */
    public Builder scope(String scope) {
      this.scope = scope;
      return this;
    }

    /**
     * Sets the URL of the authority that issues access tokens. The default is {@code
     * https://login.microsoftonline.com}.
     *
     * @param authorityHost an absolute URL; a trailing slash is removed
     * @return this builder
     */
    public Builder authorityHost(String authorityHost) {
      this.authorityHost = withoutTrailingSlash(authorityHost);
      return this;
    }

    /**
     * Sets the audience of federated identity credentials. The default is {@code
     * api://AzureADTokenExchange}.
     *
     * @param audience the audience
     * @return this builder
     */
    public Builder federationAudience(String audience) {
      this.federationAudience = audience;
      return this;
    }

    /**
     * Returns the cloud.
     *
     * @return the cloud
     * @throws IllegalStateException if no endpoint is set
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
