package datong.protection.bouncycastle;

import datong.protection.CryptoSuite;
import java.util.function.Supplier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** FF1 (NIST SP 800-38G rev. 1) of Bouncy Castle over a block cipher, key and tweak kept. */
final class Ff1 implements CryptoSuite.FormatPreserving {
    private final FPEFF1Engine encrypting;
    private final FPEFF1Engine decrypting;
    private final int radix;

    Ff1(Supplier<BlockCipher> cipher, byte[] key, int radix, byte[] tweak) {
        if (radix < 2 || radix > 256) {
            throw new CryptoSuite.CryptoFailure("FF1 works here on radix 2 to 256, not " + radix);
        }
        this.radix = radix;
        this.encrypting = new FPEFF1Engine(cipher.get());
        this.decrypting = new FPEFF1Engine(cipher.get());
        try {
            FPEParameters parameters = new FPEParameters(new KeyParameter(key), radix, tweak);
            encrypting.init(true, parameters);
            decrypting.init(false, parameters);
        } catch (IllegalArgumentException refused) {
            throw new CryptoSuite.CryptoFailure("FF1 refused its key or tweak", refused);
        }
    }

    @Override
    public byte[] encrypt(byte[] numerals) {
        return process(encrypting, numerals);
    }

    @Override
    public byte[] decrypt(byte[] numerals) {
        return process(decrypting, numerals);
    }

    private byte[] process(FPEFF1Engine engine, byte[] numerals) {
        if (Math.pow(radix, numerals.length) < CryptoSuite.SMALLEST_DOMAIN) {
            throw new CryptoSuite.CryptoFailure("FF1 refuses " + numerals.length + " numerals of radix " + radix + ": fewer than 1,000,000 values");
        }
        for (byte numeral : numerals) {
            if (Byte.toUnsignedInt(numeral) >= radix) {
                throw new CryptoSuite.CryptoFailure("a numeral lies outside radix " + radix);
            }
        }
        byte[] out = new byte[numerals.length];
        try {
            engine.processBlock(numerals, 0, numerals.length, out, 0);
        } catch (RuntimeException refused) {
            throw new CryptoSuite.CryptoFailure("FF1 refused the value", refused);
        }
        return out;
    }
}
