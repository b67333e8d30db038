package dev.msi4j.junit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/**
 * Lets application contexts of Spring tests with {@link RunsAs} use the local Azure. Spring finds
 * this class by itself; it is not for use in code.
 */
public final class LocalAzureContextCustomizerFactory implements ContextCustomizerFactory {
  /** Creates a factory. */
  public LocalAzureContextCustomizerFactory() {}

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
    for (var type = testClass; type != null; type = type.getEnclosingClass()) {
      if (AnnotationSupport.isAnnotated(type, RunsAs.class)) {
        return new LocalAzureContextCustomizer(type);
      }
    }
    return null;
  }
}
