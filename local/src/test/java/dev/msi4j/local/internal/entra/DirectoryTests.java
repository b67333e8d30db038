package dev.msi4j.local.internal.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.store.Entry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DirectoryTests {
  @AutoClose private final TokenService service = new TokenService();
  private final Directory directory = service.directory;

  @Test
  void principalIsFoundByBothIds() {
    var created = service.managedIdentity("/subscriptions/s");

    assertThat(byObjectId(created.objectId())).contains(created);
    assertThat(byAppId(created.appId())).contains(created);
    assertThat(byObjectId(created.appId())).isEmpty();
    assertThat(created.tenantId()).isEqualTo(TokenService.TENANT);
    assertThat(created.kind()).isEqualTo(Principal.Kind.MANAGED_IDENTITY);
    assertThat(created.resourceId()).isEqualTo("/subscriptions/s");
  }

  @Test
  void deleteRemovesPrincipalIndexAndSecrets() {
    var application = service.application;
    service.store.change(documents -> directory.delete(documents, application.objectId()));

    assertThat(byObjectId(application.objectId())).isEmpty();
    assertThat(byAppId(application.appId())).isEmpty();
    for (var kind : List.of("principal", "principal.byappid", "client-secret")) {
      int left = service.store.read(documents -> documents.count(kind, ""));
      assertThat(left).as(kind).isZero();
    }
  }

  @Test
  void deleteAndRevokeIgnoreAMissingPrincipal() {
    service.store.change(documents -> {
      directory.delete(documents, UUID.randomUUID());
      directory.revoke(documents, UUID.randomUUID());
    });

    assertThat(byObjectId(service.application.objectId())).isPresent();
  }

  @Test
  void secretIsStoredAsHash() {
    List<Entry> entries =
        service.store.read(documents -> documents.list("client-secret", "", "", 10));

    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).toString()).doesNotContain(TokenService.SECRET);
  }

  @Test
  void sameSecretIsStoredOnce() {
    service.store.change(documents ->
        directory.addSecret(documents, service.application.appId(), TokenService.SECRET));

    int secrets = service.store.read(documents -> documents.count("client-secret", ""));
    assertThat(secrets).isEqualTo(1);
  }

  private Optional<Principal> byObjectId(UUID id) {
    return service.store.read(documents -> directory.byObjectId(documents, id));
  }

  private Optional<Principal> byAppId(UUID id) {
    return service.store.read(documents -> directory.byAppId(documents, id));
  }
}
