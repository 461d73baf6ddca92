package datong.audit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;

/** The process that the kill test kills: appends from several threads until it cannot, and says each index once it is acknowledged. Arguments: folder, keys, bytes of a file of events. */
final class AppendForever {
    private AppendForever() {}

    public static void main(String[] arguments) throws Exception {
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        KeyPair keys = new KeyPair(factory.generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(arguments[1]))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(arguments[2]))));
        MerkleLog.Settings settings = new MerkleLog.Settings(Path.of(arguments[0]), "datong.test/log", Long.parseLong(arguments[3]),
                java.time.Duration.ofMillis(20), java.time.Duration.ofMillis(100));
        MerkleLog log = MerkleLog.open(settings, List.of(new Ed25519Signer("kill", keys)), Clock.systemUTC());
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        for (int thread = 0; thread < 8; thread++) {
            Thread.ofPlatform().start(() -> {
                while (true) {
                    String id = java.util.UUID.randomUUID().toString();
                    out.println(log.append(Events.event(id)).value() + " " + id);
                }
            });
        }
    }
}
