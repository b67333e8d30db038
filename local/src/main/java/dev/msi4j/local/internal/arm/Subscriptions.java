package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores the subscriptions and their registrations with resource providers. */
public final class Subscriptions {
  /** The providers that every subscription is registered with. */
  private static final List<String> ALWAYS_REGISTERED =
      List.of("microsoft.authorization", "microsoft.resources");

  private static final String KIND = "subscription";
  private static final String REGISTRATION = "registration";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(KIND), DocumentKind.object(REGISTRATION));

  /** A subscription. */
  public record Subscription(
      String subscriptionId, String tenantId, String displayName, Map<String, String> tags) {

    /** Creates a subscription; the state of earlier releases has no tags. */
    public Subscription(
        String subscriptionId,
        String tenantId,
        String displayName,
        @Nullable Map<String, String> tags) {
      this.subscriptionId = subscriptionId;
      this.tenantId = tenantId;
      this.displayName = displayName;
      this.tags = tags == null ? Map.of() : tags;
    }

    /** Returns this subscription with other tags. */
    public Subscription tagged(Map<String, String> newTags) {
      return new Subscription(subscriptionId, tenantId, displayName, newTags);
    }
  }

  /** Adds a subscription if it does not exist. */
  public void create(Documents documents, Subscription subscription) {
    documents.insert(KIND, CaseFolding.of(subscription.subscriptionId()), Json.write(subscription));
  }

  /** Replaces a subscription. */
  public void save(Documents documents, Subscription subscription) {
    documents.put(KIND, CaseFolding.of(subscription.subscriptionId()), Json.write(subscription));
  }

  /** Returns all subscriptions. */
  public List<Subscription> list(Documents documents) {
    return documents.list(KIND, "", "", Integer.MAX_VALUE).stream()
        .map(Entry::body)
        .map(Subscriptions::read)
        .toList();
  }

  /** Finds a subscription by its id. */
  public Optional<Subscription> find(Documents documents, String id) {
    return documents.get(KIND, CaseFolding.of(id)).map(Subscriptions::read);
  }

  public boolean isRegistered(Documents documents, String subscription, String namespace) {
    return ALWAYS_REGISTERED.contains(CaseFolding.of(namespace))
        || documents.get(REGISTRATION, registration(subscription, namespace)).isPresent();
  }

  public void register(Documents documents, String subscription, String namespace) {
    documents.put(REGISTRATION, registration(subscription, namespace), "{}");
  }

  public void unregister(Documents documents, String subscription, String namespace) {
    documents.delete(REGISTRATION, registration(subscription, namespace));
  }

  private static Subscription read(String body) {
    return Json.read(body, Subscription.class);
  }

  private static String registration(String subscription, String namespace) {
    return CaseFolding.of(subscription) + "/" + CaseFolding.of(namespace);
  }
}
