package dev.msi4j.cli.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Microsoft Graph. Each method throws a {@link ResourceManagerException} if the service
 * rejects the request, for example because the caller lacks a permission. Thread-safe.
 */
public final class MicrosoftGraph {
  private static final String METADATA = "/metadata/endpoints";
  private static final String METADATA_VERSION = "2022-09-01";

  /** The limit in learn.microsoft.com, "directoryObject: getByIds". */
  private static final int MAX_IDS = 1_000;

  private final String endpoint;
  private final HttpPipeline pipeline;

  private MicrosoftGraph(String endpoint, HttpPipeline pipeline) {
    this.endpoint = endpoint;
    this.pipeline = pipeline;
  }

  /**
   * Returns the Microsoft Graph of a cloud. Resource Manager names its address.
   *
   * @param connection has the credential of the caller
   */
  public static MicrosoftGraph of(AzureConnection connection, ResourceManager resourceManager) {
    var address =
        resourceManager.get(METADATA, METADATA_VERSION).textOr("", "microsoftGraphResourceId");
    if (!address.startsWith("https://")) {
      throw new CommandException(
          "the cloud does not name an address of Microsoft Graph: '" + address + "'");
    }
    var endpoint = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return new MicrosoftGraph(endpoint, connection.pipeline(endpoint + "/.default"));
  }

  /**
   * Reads all pages of a list.
   *
   * @param path the path with the version, such as {@code /v1.0/servicePrincipals}
   */
  public List<Resource> list(String path) {
    var items = new ArrayList<Resource>();
    for (String next = endpoint + path; next != null; ) {
      var page = send(HttpMethod.GET, next, null);
      items.addAll(page.objects("value"));
      var link = page.text("@odata.nextLink");
      if (link != null && (link.equals(next) || !link.startsWith(endpoint + "/"))) {
        // The token must not be sent to another server.
        throw new CommandException("the server returned an invalid @odata.nextLink: " + link);
      }
      next = link;
    }
    return items;
  }

  /**
   * Reads directory objects.
   *
   * @return the existing ones of the requested objects, by object id in lower case
   */
  public Map<String, Resource> objects(Collection<String> ids) {
    var objects = new HashMap<String, Resource>();
    var all = List.copyOf(ids);
    for (int start = 0; start < all.size(); start += MAX_IDS) {
      var some = all.subList(start, Math.min(start + MAX_IDS, all.size()));
      send(HttpMethod.POST, endpoint + "/v1.0/directoryObjects/getByIds", Map.of("ids", some))
          .objects("value")
          .forEach(each -> objects.put(each.id().toLowerCase(Locale.ROOT), each));
    }
    return objects;
  }

  private Resource send(HttpMethod method, String url, @Nullable Map<String, Object> body) {
    var request = new HttpRequest(method, url);
    if (body != null) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
      request.setBody(JsonText.write(body));
    }
    try (var response = pipeline.sendSync(request, Context.NONE)) {
      if (response.getStatusCode() >= 300) {
        throw ResourceManagerException.of(response);
      }
      return ResourceManager.body(response);
    }
  }
}
