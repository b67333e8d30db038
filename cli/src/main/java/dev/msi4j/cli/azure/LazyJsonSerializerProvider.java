package dev.msi4j.cli.azure;

import com.azure.core.util.serializer.JacksonAdapter;
import com.azure.core.util.serializer.JsonSerializer;
import com.azure.core.util.serializer.JsonSerializerProvider;
import com.azure.core.util.serializer.SerializerAdapter;
import com.azure.core.util.serializer.SerializerEncoding;
import com.azure.core.util.serializer.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import reactor.core.publisher.Mono;

/**
 * Provides a serializer that creates the default one of azure-core at its first use. azure-core
 * requests a serializer for each program that reads a response. The default one takes a tenth of
 * the time of a short command, and the commands do not use it.
 */
public final class LazyJsonSerializerProvider implements JsonSerializerProvider {
  @Override
  public JsonSerializer createInstance() {
    return new LazyJsonSerializer();
  }

  /** Delegates to the default serializer. */
  private static final class LazyJsonSerializer implements JsonSerializer {
    private static SerializerAdapter serializer() {
      return JacksonAdapter.createDefaultSerializerAdapter();
    }

    @Override
    public <T> T deserialize(InputStream stream, TypeReference<T> type) {
      try {
        return serializer().deserialize(stream, type.getJavaType(), SerializerEncoding.JSON);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public <T> Mono<T> deserializeAsync(InputStream stream, TypeReference<T> type) {
      return Mono.fromCallable(() -> deserialize(stream, type));
    }

    @Override
    public void serialize(OutputStream stream, Object value) {
      try {
        serializer().serialize(value, SerializerEncoding.JSON, stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Mono<Void> serializeAsync(OutputStream stream, Object value) {
      return Mono.fromRunnable(() -> serialize(stream, value));
    }
  }
}
