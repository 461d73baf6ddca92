package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import datong.protection.Suite;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.InputAEADDecryptor;
import org.bouncycastle.operator.OutputAEADEncryptor;

/** AES-256-GCM or SM4-GCM over a stream of any length in constant memory, as CMS wants it: the tag apart from the ciphertext. */
final class ContentCipher {
    private static final int TAG = CryptoSuite.TAG_BYTES;
    private final AlgorithmIdentifier algorithm;
    private final GCMModeCipher cipher;
    private final byte[] key;
    private byte[] tag = {};

    private ContentCipher(boolean sealing, AlgorithmIdentifier algorithm, Suite suite, byte[] key) {
        GCMParameters parameters = GCMParameters.getInstance(algorithm.getParameters());
        if (parameters.getIcvLen() != TAG || key.length != suite.cipherKeyBytes()) {
            throw new CryptoSuite.CryptoFailure("the content is not sealed with a key and tag of full length");
        }
        this.algorithm = algorithm;
        this.key = key;
        this.cipher = GCMBlockCipher.newInstance(suite == Suite.SM ? new SM4Engine() : AESEngine.newInstance());
        cipher.init(sealing, new AEADParameters(new KeyParameter(key), TAG * 8, Keys.checkedNonce(parameters.getNonce())));
    }

    /** With a key and a nonce that serve this content alone. */
    static OutputAEADEncryptor sealing(Suite suite, SecureRandom random) {
        byte[] key = new byte[suite.cipherKeyBytes()];
        byte[] nonce = new byte[CryptoSuite.NONCE_BYTES];
        random.nextBytes(key);
        random.nextBytes(nonce);
        return new ContentCipher(true, new AlgorithmIdentifier(algorithm(suite), new GCMParameters(nonce, TAG)), suite, key).encryptor();
    }

    static InputAEADDecryptor opening(AlgorithmIdentifier algorithm, byte[] key) {
        for (Suite suite : Suite.values()) {
            if (algorithm(suite).equals(algorithm.getAlgorithm())) {
                return new ContentCipher(false, algorithm, suite, key).decryptor();
            }
        }
        throw new CryptoSuite.CryptoFailure("the content is sealed with " + algorithm.getAlgorithm() + "; only AES-256-GCM and SM4-GCM are opened");
    }

    private static ASN1ObjectIdentifier algorithm(Suite suite) {
        return switch (suite) {
            case INTERNATIONAL -> NISTObjectIdentifiers.id_aes256_GCM;
            case SM -> GMObjectIdentifiers.sms4_gcm;
        };
    }

    private OutputAEADEncryptor encryptor() {
        return new OutputAEADEncryptor() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return algorithm;
            }

            @Override
            public GenericKey getKey() {
                return new GenericKey(algorithm, key);
            }

            @Override
            public OutputStream getOutputStream(OutputStream sealed) {
                return new Sealing(sealed);
            }

            @Override
            public OutputStream getAADStream() {
                return associated();
            }

            @Override
            public byte[] getMAC() {
                return tag;
            }
        };
    }

    private InputAEADDecryptor decryptor() {
        return new InputAEADDecryptor() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return algorithm;
            }

            @Override
            public InputStream getInputStream(InputStream sealed) {
                return new Opening(sealed);
            }

            @Override
            public OutputStream getAADStream() {
                return associated();
            }

            @Override
            public byte[] getMAC() {
                return tag;
            }
        };
    }

    private OutputStream associated() {
        return new OutputStream() {
            @Override
            public void write(int octet) {
                cipher.processAADByte((byte) octet);
            }
        };
    }

    private final class Sealing extends FilterOutputStream {
        Sealing(OutputStream sealed) {
            super(sealed);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] plain, int from, int length) throws IOException {
            byte[] next = new byte[cipher.getUpdateOutputSize(length)];
            out.write(next, 0, cipher.processBytes(plain, from, length, next, 0));
        }

        /** Leaves the stream below open, which CMS closes itself. */
        @Override
        public void close() throws IOException {
            byte[] last = new byte[cipher.getOutputSize(0)];
            try {
                int length = cipher.doFinal(last, 0) - TAG;
                out.write(last, 0, length);
                tag = Arrays.copyOfRange(last, length, length + TAG);
            } catch (InvalidCipherTextException impossible) {
                throw new IOException(impossible);
            }
            out.flush();
        }
    }

    /** Warning: hands plain bytes out before the tag at the end is checked; the end of the stream is an exception if it does not agree. */
    private final class Opening extends FilterInputStream {
        private byte[] plain = {};
        private int at;
        private boolean finished;

        Opening(InputStream sealed) {
            super(sealed);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            while (at == plain.length && !finished) {
                fill();
            }
            if (at == plain.length) {
                return -1;
            }
            int taken = Math.min(length, plain.length - at);
            System.arraycopy(plain, at, target, from, taken);
            at += taken;
            return taken;
        }

        private void fill() throws IOException {
            byte[] sealed = new byte[1 << 16];
            int read = in.read(sealed);
            byte[] next = new byte[read < 0 ? cipher.getOutputSize(0) : cipher.getUpdateOutputSize(read)];
            try {
                int length = read < 0 ? cipher.doFinal(next, 0) : cipher.processBytes(sealed, 0, read, next, 0);
                plain = Arrays.copyOf(next, length);
                at = 0;
                finished = read < 0;
            } catch (InvalidCipherTextException altered) {
                throw new IOException("the file was altered or cut off: its tag does not agree", altered);
            }
        }
    }
}
