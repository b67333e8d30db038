package dev.msi4j.junit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Sets the properties of Spring Cloud Azure from the environment of {@link RunsAs}. Application
 * contexts are equal only for the same test class, so that Spring does not reuse a context whose
 * credentials belong to an environment that was left.
 *
 * @param testClass the class with the annotation
 */
record LocalAzureContextCustomizer(Class<?> testClass) implements ContextCustomizer {
  private static final String PREFIX = "spring.cloud.azure.";

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    var properties = new HashMap<String, Object>();
    set(properties, "profile.subscription-id", "AZURE_SUBSCRIPTION_ID");
    set(properties, "profile.environment.active-directory-endpoint", "AZURE_AUTHORITY_HOST");
    set(properties, "profile.environment.resource-manager-endpoint", "MSI4J_ARM_ENDPOINT");
    if (!properties.isEmpty()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(new MapPropertySource("msi4j-local-azure", properties));
    }
  }

  private static void set(Map<String, Object> properties, String property, String variable) {
    @Nullable String value = System.getenv(variable);
    if (value != null) {
      properties.put(PREFIX + property, value);
    }
  }
}
