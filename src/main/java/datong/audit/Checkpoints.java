package datong.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest checkpoint in {@code checkpoint}, and the history in {@code checkpoints}: notes one after another, an empty line between. */
final class Checkpoints {
    private static final String NEWEST = "checkpoint";
    private static final String HISTORY = "checkpoints";

    private Checkpoints() {}

    /** @param cut whether the last note of the file is incomplete, as a crash leaves it */
    record History(List<Checkpoint> notes, boolean cut) {}

    static Optional<Checkpoint> newest(Path folder) throws IOException {
        Path file = folder.resolve(NEWEST);
        return Files.exists(file) ? Optional.of(Checkpoint.parse(Files.readString(file))) : Optional.empty();
    }

    static void publish(Path folder, Checkpoint checkpoint) throws IOException {
        Durable.replace(folder.resolve(NEWEST), checkpoint.note().getBytes(StandardCharsets.UTF_8));
    }

    static void remember(Path folder, Checkpoint checkpoint) throws IOException {
        Durable.append(folder.resolve(HISTORY), (checkpoint.note() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException naming the first note, from 1, that is not one */
    static History history(Path folder) throws IOException {
        Path file = folder.resolve(HISTORY);
        if (!Files.exists(file)) {
            return new History(List.of(), false);
        }
        List<Checkpoint> notes = new ArrayList<>();
        StringBuilder note = new StringBuilder();
        int lines = 0;
        String text = Files.readString(file);
        for (String line : text.lines().toList()) {
            if (line.isEmpty() && lines > 3) {
                notes.add(parsed(note.toString(), notes.size() + 1));
                note.setLength(0);
                lines = 0;
            } else {
                note.append(line).append('\n');
                lines++;
            }
        }
        return new History(notes, lines > 0 || !text.isEmpty() && !text.endsWith("\n\n"));
    }

    private static Checkpoint parsed(String note, int number) {
        try {
            return Checkpoint.parse(note);
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("note " + number + " of the checkpoint history: " + broken.getMessage(), broken);
        }
    }

    /** Cuts an incomplete last note, which a crash in the middle of its writing leaves. */
    static void mend(Path folder) throws IOException {
        Path file = folder.resolve(HISTORY);
        if (!Files.exists(file)) {
            return;
        }
        String text = Files.readString(file);
        int end = text.lastIndexOf("\n\n");
        while (end > 0 && text.lastIndexOf('\n', end - 1) >= 0 && !text.startsWith("— ", text.lastIndexOf('\n', end - 1) + 1)) {
            end = text.lastIndexOf("\n\n", end - 1);
        }
        String whole = end < 0 ? "" : text.substring(0, end + 2);
        if (!whole.equals(text)) {
            Durable.replace(file, whole.getBytes(StandardCharsets.UTF_8));
        }
    }
}
