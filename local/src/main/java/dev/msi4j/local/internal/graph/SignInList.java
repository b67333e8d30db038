package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.SignIn;
import dev.msi4j.local.internal.entra.SignIns;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Scan;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lists the sign-ins of service principals page by page, and the last sign-in of each
 * (learn.microsoft.com, "List signIns" and "List servicePrincipalSignInActivities").
 */
final class SignInList {
  private static final String SIGN_INS = "auditLogs/signIns";
  private static final String ACTIVITIES = "reports/servicePrincipalSignInActivities";

  /** The maximum and default in "List signIns". */
  private static final int MAX_TOP = 1_000;

  private final SignIns signIns;
  private final UUID tenant;
  private final GraphPage paging;

  /**
   * @param pageSize the number of items on a page, unless the client requests another one
   */
  SignInList(SignIns signIns, UUID tenant, int pageSize) {
    this.signIns = signIns;
    this.tenant = tenant;
    paging = new GraphPage(pageSize, MAX_TOP);
  }

  /** Adds the lists, which have service principals in the beta version only. */
  void declare(GraphRoutes routes) {
    routes.read("GET", SIGN_INS, request -> signIns(request.http()));
    routes.read("GET", ACTIVITIES, request -> activities(request.http()));
  }

  /** Returns a page of the sign-ins, the newest first. */
  private Response signIns(Request request) {
    var filter = SignInFilter.of(GraphResponses.filter(request));
    return page(
        request,
        SIGN_INS,
        signIns.scan(after(request)),
        signIn -> Optional.of(signIn).filter(filter).map(this::signIn));
  }

  /** Returns a page of the last sign-in of each service principal. */
  private Response activities(Request request) {
    var filter = SignInFilter.of(GraphResponses.filter(request));
    return page(
        request,
        ACTIVITIES,
        signIns.scanLast(after(request)),
        signIn -> Optional.of(signIn).filter(filter).map(SignInList::activity));
  }

  private Response page(
      Request request, String context, Scan scan, Function<SignIn, Optional<ObjectNode>> shape) {
    var page = JsonPage.of(scan, paging.size(request), entry -> shape.apply(SignIns.read(entry)));
    var document =
        Json.object().put("@odata.context", request.origin() + "/beta/$metadata#" + context);
    page.lastKey()
        .ifPresent(last -> document.put("@odata.nextLink", GraphPage.next(request, last)));
    document.set("value", page.items());
    return Response.json(200, document);
  }

  private static String after(Request request) {
    return GraphPage.after(request, Optional::of).orElse("");
  }

  private ObjectNode signIn(SignIn signIn) {
    var document =
        Json.object()
            .put("id", signIn.id().toString())
            .put("createdDateTime", signIn.time().toString())
            .put("appId", signIn.appId().toString())
            .put("appDisplayName", signIn.principalName())
            .put("servicePrincipalId", signIn.principalId().toString())
            .put("servicePrincipalName", signIn.principalName())
            .put("resourceDisplayName", signIn.resource())
            .put("resourceTenantId", tenant.toString())
            .put("homeTenantId", tenant.toString())
            .put("isInteractive", false);
    document.putArray("signInEventTypes").add(signIn.type().value());
    document.putObject("status").put("errorCode", 0);
    return document;
  }

  private static ObjectNode activity(SignIn signIn) {
    var document =
        Json.object()
            .put("id", signIn.principalId().toString())
            .put("appId", signIn.appId().toString());
    for (var name :
        new String[] {"lastSignInActivity", "applicationAuthenticationClientSignInActivity"}) {
      document
          .putObject(name)
          .put("lastSignInDateTime", signIn.time().toString())
          .put("lastSignInRequestId", signIn.id().toString());
    }
    return document;
  }
}
