package datong.audit.bouncycastle;

import datong.audit.TimeStamps;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/** RFC 3161 over SHA-256; a token's certificates must lead to a trusted one, each valid when the token was made. Thread-safe. */
public final class CertifiedTimeStamps implements TimeStamps {
    private final Provider provider = new BouncyCastleProvider();
    private final Set<TrustAnchor> trusted;

    private CertifiedTimeStamps(Set<TrustAnchor> trusted) {
        this.trusted = trusted;
    }

    /** @param pem certificates of the authorities that are trusted, one after another */
    public static CertifiedTimeStamps trusting(String pem) {
        List<X509Certificate> certificates = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                if (each instanceof X509CertificateHolder certificate) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
                }
            }
        } catch (IOException | GeneralSecurityException malformed) {
            throw new IllegalArgumentException("the certificates of the time-stamp authority cannot be read; expected PEM", malformed);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate of a time-stamp authority; expected PEM");
        }
        return new CertifiedTimeStamps(certificates.stream().map(certificate -> new TrustAnchor(certificate, null)).collect(Collectors.toSet()));
    }

    @Override
    public Stamp verify(byte[] token, byte[] content) {
        try {
            return verify(new TimeStampToken(new CMSSignedData(token)), content);
        } catch (CMSException | TSPException | OperatorCreationException | IOException | GeneralSecurityException | RuntimeException invalid) {
            throw invalid instanceof InvalidTimeStamp ours ? ours : new InvalidTimeStamp("the time stamp is not good: " + invalid.getMessage(), invalid);
        }
    }

    private Stamp verify(TimeStampToken token, byte[] content) throws TSPException, OperatorCreationException, GeneralSecurityException, IOException {
        if (!token.getTimeStampInfo().getMessageImprintAlgOID().equals(TSPAlgorithms.SHA256)
                || !MessageDigest.isEqual(token.getTimeStampInfo().getMessageImprintDigest(), MessageDigest.getInstance("SHA-256").digest(content))) {
            throw new InvalidTimeStamp("the time stamp is over something else", null);
        }
        Collection<X509CertificateHolder> held = token.getCertificates().getMatches(null);
        X509CertificateHolder signer = held.stream().filter(token.getSID()::match).findFirst()
                .orElseThrow(() -> new InvalidTimeStamp("the time stamp does not hold its signer's certificate", null));
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider(provider).build(signer));
        Date at = token.getTimeStampInfo().getGenTime();
        demandTrusted(signer, held, at);
        return new Stamp(at.toInstant(), signer.getSubject().toString());
    }

    private void demandTrusted(X509CertificateHolder signer, Collection<X509CertificateHolder> held, Date at) throws GeneralSecurityException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> certificates = new ArrayList<>();
        for (X509CertificateHolder each : held) {
            certificates.add(converter.getCertificate(each));
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(converter.getCertificate(signer));
        PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(at);
        CertPathBuilder.getInstance("PKIX").build(parameters);
    }
}
