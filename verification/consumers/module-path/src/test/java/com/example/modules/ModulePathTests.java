package com.example.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.msi4j.local.LocalAzure;
import org.junit.jupiter.api.Test;

class ModulePathTests {
  @Test
  void localAzureRunsAsModule() throws Exception {
    assertEquals("dev.msi4j.local", LocalAzure.class.getModule().getName());
    assertTrue(Program.class.getModule().isNamed());
    assertEquals(200, Program.run());
  }
}
