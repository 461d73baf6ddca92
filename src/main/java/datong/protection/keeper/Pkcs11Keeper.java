package datong.protection.keeper;

import datong.protection.KeyKeeper;
import datong.protection.KeyRingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** An AES key of 256 bits in a PKCS#11 module, which it need never leave: AES-GCM inside the module, by the JDK's own provider. */
final class Pkcs11Keeper implements KeyKeeper {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "datong subject-kek".getBytes(StandardCharsets.US_ASCII);
    private final String name;
    private final Provider module;
    private final Key key;
    private final SecureRandom random = new SecureRandom();

    private Pkcs11Keeper(String name, Provider module, Key key) {
        this.name = name;
        this.module = module;
        this.key = key;
    }

    static Pkcs11Keeper open(String library, String slot, String label, String pin) {
        String name = "pkcs11:" + library + " " + label;
        try {
            Provider module = Security.getProvider("SunPKCS11").configure("--name=datong\nlibrary=" + library + "\nslotListIndex=" + slot + "\n");
            KeyStore keys = KeyStore.getInstance("PKCS11", module);
            keys.load(null, pin.toCharArray());
            Key key = keys.getKey(label, null);
            if (key == null || !key.getAlgorithm().equals("AES")) {
                throw new KeyRingException("the module " + library + " has no AES key '" + label + "' in its slot " + slot + "; make one there, or correct datong.crypto.keeper");
            }
            return new Pkcs11Keeper(name, module, key);
        } catch (GeneralSecurityException | IOException | ProviderException | IllegalArgumentException away) {
            throw new KeyRingException("the module " + library + " does not open in its slot " + slot + "; see that it is installed, has a token there, and the PIN is right", away);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] wrap(byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain, 0);
        byte[] wrapped = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, wrapped, NONCE, sealed.length);
        return wrapped;
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
        return crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE), wrapped, NONCE);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", module);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(PURPOSE);
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException | ProviderException | IllegalArgumentException refused) {
            throw new KeyRingException(name + " refused; see that the module is there and the key is the one that the ring was kept by", refused);
        }
    }
}
