package datong.source;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a delivery gave: its records, and the refusal that ended it, if one did. */
record Reading(List<RawRecord> records, Optional<UnreadableSource> refusal) {
    static Reading of(Path delivery) throws IOException {
        return of(delivery, format(Format.Type.AUTO));
    }

    static Reading of(Path delivery, Format format) throws IOException {
        List<RawRecord> records = new ArrayList<>();
        try (RecordReader reader = new StreamingReaders().open(delivery, format)) {
            for (List<RawRecord> batch = reader.next(7); !batch.isEmpty(); batch = reader.next(7)) {
                records.addAll(batch);
            }
            return new Reading(records, Optional.empty());
        } catch (UnreadableSource refusal) {
            return new Reading(records, Optional.of(refusal));
        }
    }

    static Reading of(Path folder, String name, String text) throws IOException {
        return of(write(folder, name, text, StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    static Format format(Format.Type type) {
        return new Format(type, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 0, List.of(), List.of());
    }

    static Format knowing(String... labels) {
        return new Format(Format.Type.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                new LinkedHashSet<>(List.of(labels)), 0, List.of(), List.of("合计", "小计"));
    }

    static Format recordsAt(String path) {
        return new Format(Format.Type.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(path), Set.of(), 0, List.of(), List.of());
    }

    static Format fillingDown(String column) {
        return new Format(Format.Type.AUTO, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 0, List.of(column), List.of());
    }

    String rule() {
        return refusal.map(UnreadableSource::rule).orElse("read");
    }

    List<String> columns() {
        return records.getLast().columns().names();
    }

    List<String> column(String name) {
        return new ArrayList<>(records.stream().map(record -> record.cell(name)).toList());
    }

    List<String> defects() {
        return records.stream().flatMap(record -> record.defect().stream()).map(Defect::rule).toList();
    }
}
