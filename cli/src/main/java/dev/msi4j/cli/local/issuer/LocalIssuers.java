package dev.msi4j.cli.local.issuer;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.local.LocalAdmin;
import dev.msi4j.local.TokenClaims;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Client of the issuer API of a running local Azure. */
public final class LocalIssuers {
  private final LocalAdmin admin;

  public LocalIssuers(LocalAdmin admin) {
    this.admin = admin;
  }

  /** An issuer. */
  public record Issuer(String name, String url) {
    private static Issuer of(Map<String, String> members) {
      return new Issuer(members.getOrDefault("name", ""), members.getOrDefault("url", ""));
    }
  }

  /** Creates an issuer unless it exists; its URL defaults to one of the local Azure. */
  public Issuer create(String name, @Nullable String url) {
    Map<String, Object> body = url == null ? Map.of() : Map.of("url", url);
    return Issuer.of(LocalAdmin.texts(admin.send(HttpMethod.PUT, path(name), body)));
  }

  public List<Issuer> list() {
    var response = admin.send(HttpMethod.GET, "/issuers", null);
    return LocalAdmin.objects(response.get("value"))
        .map(LocalAdmin::texts)
        .map(Issuer::of)
        .toList();
  }

  /** Issues a signed token. */
  public String token(String name, TokenClaims claims) {
    var body = new LinkedHashMap<String, Object>();
    body.put("lifetime", claims.lifetime().toSeconds());
    body.put("claims", claims.asMap());
    return String.valueOf(admin.send(HttpMethod.POST, path(name) + "/token", body).get("token"));
  }

  public void rotate(String name) {
    admin.send(HttpMethod.POST, path(name) + "/rotate", null);
  }

  public void delete(String name) {
    admin.send(HttpMethod.DELETE, path(name), null);
  }

  private static String path(String name) {
    return "/issuers/" + LocalAdmin.segment(name);
  }
}
