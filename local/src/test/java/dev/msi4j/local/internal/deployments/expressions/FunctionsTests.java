package dev.msi4j.local.internal.deployments.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.internal.arm.ArmException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The functions of the template language return the documented results. The examples are from
 * Microsoft Learn, "ARM template functions", one or more for each function.
 */
class FunctionsTests {
  /** An expression and its result as JSON, in a line each. */
  private static final String EXAMPLES =
      """
      base64('one, two, three') => "b25lLCB0d28sIHRocmVl"
      base64ToString(base64('one, two, three')) => "one, two, three"
      base64ToJson(base64('{"one":"a"}')) => {"one":"a"}
      concat('prefix', '-', 'name') => "prefix-name"
      concat('a', 1, true()) => "a1True"
      concat(createArray('1-1','1-2'), createArray('2-1')) => ["1-1","1-2","2-1"]
      contains('OneTwoThree', 'e') => true
      contains('OneTwoThree', 'z') => false
      contains(json('{"one":"a","two":"b"}'), 'two') => true
      contains(createArray('one','two'), 'three') => false
      dataUri('Hello') => "data:text/plain;charset=utf8;base64,SGVsbG8="
      dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==') => "Hello, World!"
      empty('') => true
      empty(createArray()) => true
      empty(json('{}')) => true
      empty(null()) => true
      endsWith('abcdef', 'ef') => true
      endsWith('abcdef', 'F') => true
      startsWith('abcdef', 'AB') => true
      startsWith('abcdef', 'e') => false
      first('One Two Three') => "O"
      first(createArray('one','two')) => "one"
      last('One Two Three') => "e"
      last(createArray('one','two')) => "two"
      format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133) => "Hello, User. Formatted number: 8,175,133"
      format('{{{0}}} {1:D3} {2,5}|{2,-5}|', 'x', 7, 'ab') => "{x} 007    ab|ab   |"
      format('{0:X4} {1:F1}', 255, 2) => "00FF 2.0"
      indexOf('test', 't') => 0
      indexOf('abcdef', 'CD') => 2
      indexOf('abcdef', 'z') => -1
      indexOf(createArray('one','two'), 'two') => 1
      lastIndexOf('test', 't') => 3
      lastIndexOf('abcdef', 'AB') => 0
      lastIndexOf(createArray(1,2,1), 1) => 2
      join(createArray('one','two','three'), ',') => "one,two,three"
      json('null') => null
      json('{"a":1}').a => 1
      length(createArray('one','two','three')) => 3
      length('One Two Three') => 13
      length(json('{"a":1,"b":2}')) => 2
      padLeft('123', 10, '0') => "0000000123"
      padLeft(7, 3) => "  7"
      replace('123-123-1234', '-', '') => "1231231234"
      replace('123-123-1234', '1234', 'xxxx') => "123-123-xxxx"
      skip('one two three', 4) => "two three"
      skip(createArray('one','two','three'), 2) => ["three"]
      take('one two three', 2) => "on"
      take(createArray('one','two','three'), 2) => ["one","two"]
      take('ab', 5) => "ab"
      split('one,two,three', ',') => ["one","two","three"]
      split('one;two,three', createArray(',', ';')) => ["one","two","three"]
      string(5) => "5"
      string(createArray('a','b')) => "[\\"a\\",\\"b\\"]"
      string(true()) => "True"
      substring('one two three', 4, 3) => "two"
      substring('abc', 1) => "bc"
      toLower('One Two Three') => "one two three"
      toUpper('One Two Three') => "ONE TWO THREE"
      trim('    one two three   ') => "one two three"
      uri('http://contoso.org/firstpath/', 'myscript.sh') => "http://contoso.org/firstpath/myscript.sh"
      uri('http://contoso.org/firstpath', 'myscript.sh') => "http://contoso.org/myscript.sh"
      uriComponent('http://contoso.org/a b') => "http%3A%2F%2Fcontoso.org%2Fa%20b"
      uriComponentToString('http%3A%2F%2Fcontoso.org%2Fa%20b') => "http://contoso.org/a b"
      guid('a', 'b') => "2d796349-8c7e-55ec-9624-54ece82ed031"
      newGuid() => "9a2b3c4d-0000-4000-8000-000000000001"
      uniqueString('/subscriptions/00000000-0000-0000-0000-000000000000', 'resource-id') => "cwvxuqg24sifi"
      add(5, 3) => 8
      sub(7, 3) => 4
      mul(5, 3) => 15
      div(8, 3) => 2
      mod(7, 3) => 1
      float('1.5') => 1.5
      int('4') => 4
      max(0, 3, 2, 5, 4) => 5
      max(createArray(1, 9, 4)) => 9
      min(createArray(0, 3, 2, 5, 4)) => 0
      min(4, 2) => 2
      range(5, 3) => [5,6,7]
      array('efgh') => ["efgh"]
      array(createArray(1)) => [1]
      createArray(1, 'a', true()) => [1,"a",true]
      flatten(createArray(createArray('one'), createArray('two', 'three'))) => ["one","two","three"]
      indexFromEnd(createArray('a','b','c'), 1) => "c"
      tryIndexFromEnd(createArray('a'), 2) => null
      intersection(createArray('one','two','three'), createArray('two','three')) => ["two","three"]
      intersection(json('{"one":"a","two":"b"}'), json('{"one":"a","two":"z"}')) => {"one":"a"}
      union(createArray('one','two'), createArray('two','three')) => ["one","two","three"]
      union(json('{"one":"a","x":{"p":1}}'), json('{"two":"b","x":{"q":2}}')) => {"one":"a","x":{"p":1,"q":2},"two":"b"}
      createObject('intProp', 1, 'nested', createObject('a', 'b')) => {"intProp":1,"nested":{"a":"b"}}
      items(json('{"b":2,"a":1}')) => [{"key":"a","value":1},{"key":"b","value":2}]
      objectKeys(json('{"b":2,"a":1}')) => ["a","b"]
      shallowMerge(createArray(json('{"a":{"x":1}}'), json('{"a":{"y":2}}'))) => {"a":{"y":2}}
      tryGet(json('{"a":{"b":[5,6]}}'), 'a', 'b', 1) => 6
      tryGet(json('{"a":1}'), 'z', 'y') => null
      and(bool('true'), bool('false')) => false
      or(false(), equals(1, 1)) => true
      not(bool('true')) => false
      bool(0) => false
      bool('1') => true
      if(equals('a','a'), 'yes', fail('not evaluated')) => "yes"
      coalesce(null(), 'b', 'c') => "b"
      equals(createArray('a'), createArray('a')) => true
      equals(1, json('1.0')) => true
      equals('a', 'A') => false
      less(1, 2) => true
      less('A', 'a') => false
      lessOrEquals(2, 2) => true
      greater('b', 'a') => true
      greaterOrEquals(1, 2) => false
      dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y') => "4/7/2023 2:53:14 PM"
      dateTimeAdd('2020-04-07 14:53:14Z', '-P9D') => "3/29/2020 2:53:14 PM"
      dateTimeAdd('2020-04-07T14:53:14Z', 'PT1H', 'yyyy-MM-ddTHH:mm:ss') => "2020-04-07T15:53:14"
      dateTimeFromEpoch(1683040573) => "2023-05-02T15:16:13Z"
      dateTimeToEpoch('2023-05-02T15:16:13Z') => 1683040573
      utcNow() => "20260305T175318Z"
      utcNow('d') => "03/05/2026"
      utcNow('M d') => "3 5"
      utcNow('u') => "2026-03-05 17:53:18Z"
      filter(variables('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, 3)))[1].name => "Casper"
      filter(createArray('a','b','c'), lambda('x', 'i', equals(lambdaVariables('i'), 1))) => ["b"]
      groupBy(createArray('foo','bar','baz'), lambda('x', substring(lambdaVariables('x'), 0, 1))) => {"f":["foo"],"b":["bar","baz"]}
      map(variables('dogs'), lambda('dog', lambdaVariables('dog').name)) => ["Evie","Casper","Indy"]
      map(range(0, 3), lambda('i', mul(lambdaVariables('i'), 2))) => [0,2,4]
      mapValues(json('{"foo":"f","bar":"b"}'), lambda('v', toUpper(lambdaVariables('v')))) => {"foo":"F","bar":"B"}
      reduce(map(variables('dogs'), lambda('d', lambdaVariables('d').age)), 0, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next')))) => 10
      map(sort(variables('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age))), lambda('d', lambdaVariables('d').name)) => ["Indy","Casper","Evie"]
      toObject(createArray('x','y'), lambda('e', lambdaVariables('e')), lambda('e', concat(lambdaVariables('e'), '!'))) => {"x":"x!","y":"y!"}
      parseCidr('10.144.0.0/20') => {"network":"10.144.0.0","netmask":"255.255.240.0","broadcast":"10.144.15.255","firstUsable":"10.144.0.1","lastUsable":"10.144.15.254","cidr":20}
      parseCidr('fdad:3236:5555::/48') => {"network":"fdad:3236:5555::","netmask":"ffff:ffff:ffff::","firstUsable":"fdad:3236:5555::","lastUsable":"fdad:3236:5555:ffff:ffff:ffff:ffff:ffff","cidr":48}
      cidrSubnet('10.144.0.0/20', 24, 1) => "10.144.1.0/24"
      cidrSubnet('fdad:3236:5555::/48', 52, 1) => "fdad:3236:5555:1000::/52"
      cidrHost('10.144.3.0/24', 0) => "10.144.3.1"
      cidrHost('fdad:3236:5555:3::/64', 4) => "fdad:3236:5555:3::5"
      resourceId('Microsoft.Storage/storageAccounts', 'name') => "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/examplegroup/providers/Microsoft.Storage/storageAccounts/name"
      resourceId('other', 'Microsoft.Network/virtualNetworks/subnets', 'v', 's') => "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/other/providers/Microsoft.Network/virtualNetworks/v/subnets/s"
      resourceId('44444444-4444-4444-4444-444444444444', 'other', 'Microsoft.Storage/storageAccounts', 'n') => "/subscriptions/44444444-4444-4444-4444-444444444444/resourceGroups/other/providers/Microsoft.Storage/storageAccounts/n"
      subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'r') => "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleDefinitions/r"
      subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g') => "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/g"
      resourceId('Microsoft.Resources/resourceGroups', 'g') => "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/g"
      resourceId('Microsoft.Resources/resourceGroups/', 'g') => "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/g"
      tenantResourceId('Microsoft.Authorization/policyDefinitions', 'p') => "/providers/Microsoft.Authorization/policyDefinitions/p"
      extensionResourceId('/subscriptions/s', 'Microsoft.Authorization/locks', 'l') => "/subscriptions/s/providers/Microsoft.Authorization/locks/l"
      managementGroupResourceId('g', 'Microsoft.Authorization/policyDefinitions', 'p') => "/providers/Microsoft.Management/managementGroups/g/providers/Microsoft.Authorization/policyDefinitions/p"
      pickZones('Microsoft.Compute', 'virtualMachines', 'westus2') => ["1"]
      pickZones('Microsoft.Compute', 'virtualMachines', 'westus2', 2, 1) => ["2","3"]
      resourceGroup().location => "eastus"
      subscription().subscriptionId => "11111111-1111-1111-1111-111111111111"
      tenant().tenantId => "22222222-2222-2222-2222-222222222222"
      deployment().name => "deployment"
      deployer().objectId => "33333333-3333-3333-3333-333333333333"
      environment().suffixes.keyvaultDns => "vault.azure.net"
      parameters('person').home.city => "London"
      PARAMETERS('Person')['tags'][1] => "b"
      variables('dogs')[sub(length(variables('dogs')), 1)].name => "Indy"
      contoso.twice('ab') => "abab"
      'it''s' => "it's"
      -3 => -3
      """;

  static List<String> examples() {
    return EXAMPLES.lines().toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void functionReturnsDocumentedResult(String example) {
    var parts = example.split(" => ", 2);

    assertThat(Expressions.evaluate("[" + parts[0] + "]")).isEqualTo(Expressions.json(parts[1]));
  }

  static List<String> failures() {
    return """
    concat() => requires at least 1 argument(s) while 0 are provided
    substring('abc', 2, 5) => must be from 0 to 1
    int('four') => 'four' is not an integer
    div(1, 0) => the divisor is 0
    mul(9223372036854775807, 2) => not an integer of 64 bits
    first(createArray()) => the array is empty
    split('a', 1) => must be a string or an array of strings
    json('{') => is not JSON
    base64ToString('%') => is not Base64
    createObject('a') => must be pairs of key and value
    if('yes', 1, 2) => must be a boolean
    fail('stop here') => stop here
    parameters('absent') => The template parameter 'absent' is not found
    variables('nothing') => The template variable 'nothing' is not found
    noSuchFunction() => The template function 'noSuchFunction' is not valid
    contoso.thrice('a') => The template function 'contoso.thrice' is not found
    contoso.twice() => requires 1 argument(s) while 0 are provided
    parameters('person').age => property 'age' doesn't exist, available properties are 'name, tags, home'
    parameters('person').tags[2] => array index '2' is out of bounds
    copyIndex() => 'copyIndex' is not expected at this location
    map(createArray(1), 'x') => must be a lambda expression
    lambdaVariables('x') => no lambda expression has the variable 'x'
    parseCidr('10.0.0.0/33') => is not an address range
    cidrSubnet('10.0.0.0/24', 26, 4) => outside of the address range
    dateTimeAdd('yesterday', 'P1D') => is not an ISO 8601 time
    dateTimeAdd('2020-04-07T14:53:14Z', 'a day') => is not an ISO 8601 duration
    resourceId('Microsoft.Network/virtualNetworks/subnets', 'v') => must have the same number of segments
    format('{1}', 'a') => has no argument
    format('{0', 'a') => without a closing one
    """
        .lines()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void functionRejectsInvalidArguments(String example) {
    var parts = example.split(" => ", 2);

    assertThatThrownBy(() -> Expressions.evaluate("[" + parts[0] + "]"))
        .isInstanceOf(ArmException.class)
        .hasMessageContaining(parts[1]);
  }
}
