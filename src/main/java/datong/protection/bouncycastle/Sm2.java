package datong.protection.bouncycastle;

import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** The recommended curve of GB/T 32918.5. */
final class Sm2 {
    static final ECDomainParameters DOMAIN = domain();

    private Sm2() {}

    /** @param point compressed or uncompressed; a point off the curve is an IllegalArgumentException */
    static ECPublicKeyParameters publicKey(byte[] point) {
        return new ECPublicKeyParameters(DOMAIN.getCurve().decodePoint(point), DOMAIN);
    }

    private static ECDomainParameters domain() {
        X9ECParameters curve = GMNamedCurves.getByName("sm2p256v1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }
}
