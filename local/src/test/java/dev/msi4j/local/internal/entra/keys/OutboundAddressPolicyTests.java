package dev.msi4j.local.internal.entra.keys;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The address rules, tested with literals: no name is resolved, no connection is opened. */
class OutboundAddressPolicyTests {
  private static final List<String> PUBLIC = List.of("20.190.128.1", "1.1.1.1", "169.253.1.1");

  private static final List<String> PRIVATE =
      List.of(
          "127.0.0.1",
          "10.1.2.3",
          "172.16.0.1",
          "192.168.1.1",
          "100.64.0.1",
          "0.1.2.3",
          "192.0.0.8",
          "198.18.0.1",
          "240.0.0.1");

  private static final List<String> BLOCKED =
      List.of(
          "169.254.169.254",
          "169.254.0.1",
          "168.63.129.16",
          "100.100.100.200",
          "192.0.0.192",
          "224.0.0.1",
          "255.255.255.255");

  static Stream<String> publicHosts() {
    return Stream.concat(
        Stream.of("[2606:4700::1]", "[64:ff9c::169.254.169.254]", "[2001:db9::1]"),
        PUBLIC.stream().flatMap(OutboundAddressPolicyTests::forms));
  }

  static Stream<String> privateHosts() {
    return Stream.concat(
        Stream.of(
            "localhost", "[::1]", "[fd00::1]", "[fc00::1]", "[fec0::1]", "[64:ff9b:1::8.8.8.8]"),
        PRIVATE.stream().flatMap(OutboundAddressPolicyTests::forms));
  }

  static Stream<String> blockedHosts() {
    return Stream.concat(
        Stream.of(
            "0.0.0.0",
            "[::]",
            "[fe80::1]",
            "[ff02::1]",
            "[fd00:ec2::254]",
            "[fd00:ec2::253]",
            "[fd20:ce::254]"),
        BLOCKED.stream()
            .flatMap(address -> Stream.concat(forms(address), localTranslations(bytes(address)))));
  }

  @ParameterizedTest
  @MethodSource("publicHosts")
  void publicAddressIsAllowed(String host) {
    assertThatCode(() -> new OutboundAddressPolicy(false).check(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("privateHosts")
  void privateAddressIsAllowedForALoopbackServerOnly(String host) {
    assertThatThrownBy(() -> new OutboundAddressPolicy(false).check(host))
        .isInstanceOf(IssuerUnreachableException.class)
        .hasMessageStartingWith(host + " has the address")
        .hasMessageEndingWith(", which this server does not connect to");
    assertThatCode(() -> new OutboundAddressPolicy(true).check(host)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("blockedHosts")
  void metadataAddressIsAlwaysBlocked(String host) {
    for (var privateAllowed : List.of(true, false)) {
      assertThatThrownBy(() -> new OutboundAddressPolicy(privateAllowed).check(host))
          .isInstanceOf(IssuerUnreachableException.class)
          .hasMessageStartingWith(host + " has the address");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void serverOnLoopbackAllowsPrivateAddresses(String listening) {
    assertThatCode(() -> OutboundAddressPolicy.of(listening).check("10.0.0.1"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> OutboundAddressPolicy.of("0.0.0.0").check("10.0.0.1"))
        .isInstanceOf(IssuerUnreachableException.class);
  }

  /** Returns an IPv4 address and every IPv6 address that embeds it. */
  private static Stream<String> forms(String ipv4) {
    var b = bytes(ipv4);
    return Stream.of(
        ipv4,
        "[::ffff:" + ipv4 + "]",
        "[::" + ipv4 + "]",
        "[::ffff:0:" + ipv4 + "]",
        "[64:ff9b::" + ipv4 + "]",
        "[2002:" + group(b, 0, false) + ":" + group(b, 2, false) + "::1]",
        "[2001:0:" + group(b, 0, false) + ":" + group(b, 2, false) + "::f7f7:f7f7]",
        "[2001:0:808:808:0:0:" + group(b, 0, true) + ":" + group(b, 2, true) + "]",
        "[2606:4700::5efe:" + ipv4 + "]",
        "[2606:4700::200:5efe:" + ipv4 + "]");
  }

  /** RFC 6052, section 2.2, for the local prefixes of RFC 8215. */
  private static Stream<String> localTranslations(int[] b) {
    return Stream.of(
        "[64:ff9b:1:%02x%02x:%02x:%02x00::]".formatted(b[0], b[1], b[2], b[3]),
        "[64:ff9b:1:ab%02x:%02x:%02x%02x::]".formatted(b[0], b[1], b[2], b[3]),
        "[64:ff9b:1:abcd:%02x:%02x%02x:%02x00:0]".formatted(b[0], b[1], b[2], b[3]),
        "[64:ff9b:1:abcd::%d.%d.%d.%d]".formatted(b[0], b[1], b[2], b[3]));
  }

  private static String group(int[] bytes, int from, boolean inverted) {
    var group = (bytes[from] << 8) | bytes[from + 1];
    return Integer.toHexString(inverted ? (~group & 0xffff) : group);
  }

  private static int[] bytes(String ipv4) {
    try {
      var bytes = InetAddress.getByName(ipv4).getAddress();
      return new int[] {bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff, bytes[3] & 0xff};
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
