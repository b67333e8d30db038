package dev.msi4j.local.entra.issuers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideAddressesTests {
  @ParameterizedTest
  @ValueSource(strings = {"20.190.128.1", "[2606:4700::1]"})
  void areAsked(String host) {
    assertThatCode(() -> new OutsideAddresses(false).check(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "0.1.2.3",
        "[fd00::1]",
        "[fc00::1]"
      })
  void areOnlyAskedByAServerThatNobodyElseReaches(String host) {
    assertThatThrownBy(() -> new OutsideAddresses(false).check(host))
        .isInstanceOf(IssuerUnreachable.class)
        .hasMessageStartingWith(host.startsWith("[") ? host : host + " has the address")
        .hasMessageEndingWith(", which is not asked");
    assertThatCode(() -> new OutsideAddresses(true).check(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"169.254.169.254", "[fe80::1]", "224.0.0.1", "[ff02::1]", "0.0.0.0", "[::]"})
  void areNeverAsked(String host) {
    assertThatThrownBy(() -> new OutsideAddresses(true).check(host))
        .isInstanceOf(IssuerUnreachable.class);
  }
}
