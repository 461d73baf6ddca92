package datong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import datong.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MerkleProofsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void leafAndEmptyRootHaveTheHashesOfRfc6962() {
        Merkle merkle = new Merkle();
        assertThat(hex(merkle.emptyRoot())).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(hex(merkle.leaf(new byte[0]))).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(hex(merkle.leaf("L123456".getBytes()))).isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
        assertThat(hex(merkle.node("N123".getBytes(), "N456".getBytes())))
                .isEqualTo("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    }

    @Test
    void everyPublishedProofIsJudgedAsPublished() throws IOException {
        Path folder = SharedData.folder("merkle-proofs").resolve("testdata");
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                JsonNode proof = JSON.readTree(file.toFile());
                judged++;
                if (holds(folder.relativize(file).getName(0).toString(), proof) == proof.get("wantErr").asBoolean()) {
                    wrong.add(folder.relativize(file).toString());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).isEqualTo(518);
    }

    private static boolean holds(String kind, JsonNode proof) {
        return switch (kind) {
            case "inclusion" -> MerkleProofs.includes(number(proof, "leafIdx"), number(proof, "treeSize"), bytes(proof.get("leafHash")),
                    hashes(proof), bytes(proof.get("root")));
            case "consistency" -> MerkleProofs.consistent(number(proof, "size1"), number(proof, "size2"), bytes(proof.get("root1")),
                    bytes(proof.get("root2")), hashes(proof));
            case "subtreeinclusion" -> MerkleProofs.subtreeIncludes(number(proof, "leafIdx"), number(proof, "start"), number(proof, "end"),
                    bytes(proof.get("leafHash")), hashes(proof), bytes(proof.get("root")));
            case "subtreeconsistency" -> MerkleProofs.subtreeConsistent(number(proof, "start"), number(proof, "end"), number(proof, "size"),
                    bytes(proof.get("root1")), bytes(proof.get("root2")), hashes(proof));
            default -> throw new IllegalArgumentException("unknown kind of proof: " + kind);
        };
    }

    private static long number(JsonNode proof, String name) {
        return Long.parseUnsignedLong(proof.get(name).asString());
    }

    private static byte[] bytes(JsonNode value) {
        return value == null || value.isNull() ? new byte[0] : Base64.getDecoder().decode(value.asString());
    }

    private static List<byte[]> hashes(JsonNode proof) {
        List<byte[]> hashes = new ArrayList<>();
        JsonNode values = proof.get("proof");
        if (values != null && !values.isNull()) {
            values.forEach(value -> hashes.add(bytes(value)));
        }
        return hashes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
