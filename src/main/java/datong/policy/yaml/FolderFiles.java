package datong.policy.yaml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts of a folder of policies, read once, so that what is hashed is what is parsed.
 *
 * @param version first half of the SHA-256 over names and bytes of all files that decisions depend on
 */
record FolderFiles(String version, List<Text> texts) {
    /** Folders that lie beside the policies and are read by other rooms. */
    private static final List<String> OTHERS = List.of("publications", "statistics", "subscriptions", "oversight", "open311");

    /** @param path below the folder, with {@code /} */
    record Text(String path, String text) {
        boolean endsWith(String ending) {
            return path.endsWith(ending);
        }

        /** The file's name without folder and ending. */
        String stem() {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.substring(0, name.indexOf('.'));
        }
    }

    static FolderFiles read(Path folder) throws IOException {
        List<Text> texts = new ArrayList<>();
        MessageDigest digest = sha256();
        for (Path file : files(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            byte[] bytes = Files.readAllBytes(file);
            texts.add(new Text(path, new String(bytes, StandardCharsets.UTF_8)));
            digest.update((path + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return new FolderFiles(HexFormat.of().formatHex(digest.digest(), 0, 16), texts);
    }

    Map<String, String> byPath() {
        return texts.stream().collect(Collectors.toUnmodifiableMap(Text::path, Text::text));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .filter(file -> OTHERS.stream().noneMatch(folder.relativize(file)::startsWith))
                    .filter(file -> !file.toString().endsWith(".expect.yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
