package datong.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Which key vouches for which checkpoints: the file {@code log.keys} holds one line for each hand-over, signed by both keys, so that whoever trusts any
 * one of them is led to the others, and the former key says nothing about the log behind its hand-over any more.
 */
public final class LogKeys {
    private static final String FILE = "log.keys";
    private final List<Term> terms = new ArrayList<>();

    /** @param from least size of the checkpoints that the key vouches for, @param to the greatest */
    private record Term(LogKey key, long from, long to) {}

    /** @param size of the checkpoint that both keys vouch for */
    private record HandOver(LogKey former, LogKey next, long size, byte[] byFormer, byte[] byNext) {
        boolean holds() {
            byte[] text = text(former, next, size);
            return former.verifies(text, byFormer) && next.verifies(text, byNext);
        }
    }

    private LogKeys() {}

    /** @param folder of a log, where the file {@code log.keys} may be */
    static LogKeys trusting(LogKey trusted, Path folder) throws IOException {
        return following(trusted, folder.resolve(FILE));
    }

    /**
     * The keys that a trusted one leads to.
     *
     * @param file with the hand-overs; there need be none
     * @throws IllegalArgumentException naming the line of the file that is none, or is not signed by the keys it names
     */
    public static LogKeys following(LogKey trusted, Path file) throws IOException {
        List<HandOver> chain = read(file);
        LogKeys keys = new LogKeys();
        long from = 0;
        for (HandOver handOver : chain) {
            keys.terms.add(new Term(handOver.former(), from, handOver.size()));
            from = handOver.size();
        }
        keys.terms.add(new Term(chain.isEmpty() ? trusted : chain.getLast().next(), from, Long.MAX_VALUE));
        return keys.terms.stream().anyMatch(term -> term.key().equals(trusted)) ? keys : alone(trusted);
    }

    public static LogKeys alone(LogKey trusted) {
        LogKeys keys = new LogKeys();
        keys.terms.add(new Term(trusted, 0, Long.MAX_VALUE));
        return keys;
    }

    /** Whether a key signed the checkpoint that vouches for its size. */
    public boolean vouchFor(Checkpoint checkpoint) {
        return terms.stream().anyMatch(term -> checkpoint.size() >= term.from() && checkpoint.size() <= term.to() && checkpoint.signedBy(term.key()));
    }

    /** For sentences on what none of them signed. */
    @Override
    public String toString() {
        return terms.getLast().key() + (terms.size() == 1 ? "" : ", nor by the key of its time that it leads to");
    }

    /** How many hand-overs there were. */
    int handOvers() {
        return terms.size() - 1;
    }

    /** Durable and whole when it returns. */
    static void handOver(Path folder, CheckpointSigner former, CheckpointSigner next, long size) throws IOException {
        byte[] text = text(LogKey.of(former), LogKey.of(next), size);
        Base64.Encoder base64 = Base64.getEncoder();
        String line = String.join(" ", String.valueOf(size), LogKey.of(former).toString(), LogKey.of(next).toString(), base64.encodeToString(former.sign(text)),
                base64.encodeToString(next.sign(text)));
        Path file = folder.resolve(FILE);
        String before = Files.exists(file) ? Files.readString(file) : "";
        Durable.replace(file, (before + line + "\n").getBytes(StandardCharsets.UTF_8));
        Durable.folder(folder);
    }

    private static List<HandOver> read(Path file) throws IOException {
        List<HandOver> chain = new ArrayList<>();
        if (!Files.exists(file)) {
            return chain;
        }
        for (String line : Files.readAllLines(file)) {
            HandOver next = parsed(line, chain.size() + 1);
            boolean follows = chain.isEmpty() || chain.getLast().next().equals(next.former()) && chain.getLast().size() <= next.size();
            if (!follows) {
                throw new IllegalArgumentException("line " + (chain.size() + 1) + " of " + FILE + " does not follow the line before it");
            }
            chain.add(next);
        }
        return chain;
    }

    private static HandOver parsed(String line, int number) {
        String[] parts = line.split(" ", -1);
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            HandOver parsed = new HandOver(LogKey.parse(parts[1]), LogKey.parse(parts[2]), Long.parseLong(parts[0]), base64.decode(parts[3]), base64.decode(parts[4]));
            if (parts.length == 5 && parsed.holds()) {
                return parsed;
            }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException("line " + number + " of " + FILE + " is no hand-over of the log's key", malformed);
        }
        throw new IllegalArgumentException("line " + number + " of " + FILE + " is not signed by both keys it names");
    }

    private static byte[] text(LogKey former, LogKey next, long size) {
        return ("datong log key hand-over v1\n" + size + "\n" + former + "\n" + next + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
