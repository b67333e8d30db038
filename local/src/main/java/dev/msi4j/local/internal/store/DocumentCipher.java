package dev.msi4j.local.internal.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the bodies of documents with AES-256-GCM. The kind and the key of a document are
 * authenticated with the body, so a body copied to another document cannot be decrypted.
 */
public final class DocumentCipher {
  /** Length of a key, in bytes. */
  public static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String PREFIX = "{\"sealed\":\"";
  private static final String SUFFIX = "\"}";

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /**
   * Creates a cipher.
   *
   * @throws IllegalArgumentException if the key does not have {@link #KEY_BYTES} bytes
   */
  public DocumentCipher(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the key has " + key.length + " bytes: it must have " + KEY_BYTES);
    }
    this.key = new SecretKeySpec(key, "AES");
  }

  String encrypt(String kind, String name, String body) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var encrypted =
          cipher(Cipher.ENCRYPT_MODE, nonce, kind, name)
              .doFinal(body.getBytes(StandardCharsets.UTF_8));
      var all =
          ByteBuffer.allocate(NONCE_BYTES + encrypted.length).put(nonce).put(encrypted).array();
      return PREFIX + Base64.getEncoder().encodeToString(all) + SUFFIX;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a document of kind " + kind + " cannot be encrypted", e);
    }
  }

  /**
   * Decrypts a body.
   *
   * @throws IllegalStateException if the body was encrypted with another key or is not encrypted
   */
  String decrypt(String kind, String name, String body) {
    try {
      if (!body.startsWith(PREFIX) || !body.endsWith(SUFFIX)) {
        throw new GeneralSecurityException("it is not encrypted");
      }
      var text = body.substring(PREFIX.length(), body.length() - SUFFIX.length());
      var all = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      var nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      var encrypted = new byte[all.remaining()];
      all.get(encrypted);
      return new String(
          cipher(Cipher.DECRYPT_MODE, nonce, kind, name).doFinal(encrypted),
          StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "the secrets in the database cannot be decrypted: they were encrypted under another key"
              + " than this server has",
          e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String kind, String name)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD((kind + "\n" + name).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
