package datong.catalogue;

import datong.audit.AuditLog;
import datong.mapping.yaml.MappingFiles;
import datong.mapping.yaml.MappingFolder;
import datong.policy.Subject;
import datong.schema.LedgerSchema;
import datong.schema.yaml.CodeTableFiles;
import datong.schema.yaml.ExtensionFiles;
import datong.schema.yaml.Extensions;
import datong.studio.DraftDesk;
import datong.studio.yaml.SynonymFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** The check of collections over the sample district's mappings, its notes kept in memory. */
public final class CollectionHouse {
    private static final Extensions EXTENSIONS = ExtensionFiles.read(Path.of("mappings/extensions"), LedgerSchema.standard(), CodeTableFiles.standard());

    private CollectionHouse() {}

    public static CollectionDesk desk(BiFunction<Subject, String, List<DatasetEntry>> catalogue, AuditLog log) {
        return new CollectionDesk(catalogue, check(mappings()), new Notes(), log, text -> text.contains("138"), () -> UUID.randomUUID().toString(), Clock.systemUTC());
    }

    static MappingFolder mappings() {
        MappingFolder mappings = new MappingFolder(Path.of("mappings"), new MappingFiles(EXTENSIONS.schema(), EXTENSIONS.codeTables(), Clock.systemUTC()));
        mappings.refresh();
        return mappings;
    }

    static CollectionCheck check(MappingFolder mappings) {
        return new CollectionCheck(new DraftDesk(EXTENSIONS::schema, EXTENSIONS::codeTables, SynonymFiles::standard, mappings, Clock.systemUTC())::proposal);
    }

    static LedgerSchema schema() {
        return EXTENSIONS.schema();
    }

    private static final class Notes implements CollectionNotes {
        private final List<Note> all = new ArrayList<>();

        @Override
        public synchronized void add(Note note) {
            all.addFirst(note);
        }

        @Override
        public synchronized boolean justify(Note justified) {
            boolean first = all.removeIf(note -> note.id().equals(justified.id()) && note.justification().isEmpty());
            if (first) {
                all.addFirst(justified);
            }
            return first;
        }

        @Override
        public synchronized Optional<Note> find(String id) {
            return all.stream().filter(note -> note.id().equals(id)).findFirst();
        }

        @Override
        public synchronized List<Note> newest(Optional<String> organisation, int most) {
            return all.stream().filter(note -> organisation.isEmpty() || organisation.get().equals(note.organisation())).limit(most).toList();
        }
    }
}
