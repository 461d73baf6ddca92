package datong.audit.http;

import datong.audit.Checkpoint;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The body of {@code add-checkpoint}: old size, proof lines, an empty line, the checkpoint. */
record WitnessRequest(long oldSize, List<byte[]> proof, Checkpoint checkpoint) {
    private static final int MOST_LINES = 63;

    String text() {
        StringBuilder text = new StringBuilder("old ").append(oldSize).append('\n');
        proof.forEach(hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }

    /** @throws IllegalArgumentException if the text is no such body */
    static WitnessRequest parse(String text) {
        int end = text.indexOf("\n\n");
        if (end < 0 || !text.startsWith("old ")) {
            throw new IllegalArgumentException("expected 'old <size>', proof lines, an empty line and a checkpoint");
        }
        List<String> lines = text.substring(0, end).lines().toList();
        String size = lines.getFirst().substring(4);
        if (!size.matches("0|[1-9][0-9]{0,17}") || lines.size() - 1 > MOST_LINES) {
            throw new IllegalArgumentException("the old size is not a number, or there are more than " + MOST_LINES + " proof lines");
        }
        List<byte[]> proof = new ArrayList<>();
        lines.stream().skip(1).forEach(line -> proof.add(Base64.getDecoder().decode(line)));
        return new WitnessRequest(Long.parseLong(size), List.copyOf(proof), Checkpoint.parse(text.substring(end + 2)));
    }
}
