package datong.catalogue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import datong.TestDatabase;
import datong.catalogue.CollectionNotes.Note;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcCollectionNotesIT {
    private final JdbcCollectionNotes notes = new JdbcCollectionNotes(TestDatabase.fresh());
    private final Note note = new Note("01K1", Instant.parse("2026-11-22T02:00:00Z"), "street", "S", "登记表", List.of("姓名"), List.of("name: register"), Optional.empty());

    @Test
    void aNoteIsKeptAndJustifiedOnce() {
        notes.add(note);
        assertThat(notes.find("01K1")).contains(note);
        assertThat(notes.justify(note.justified("现场核对"))).isTrue();
        assertThat(notes.justify(note.justified("又一次"))).isFalse();
        assertThat(notes.newest(Optional.of("S"), 10)).containsExactly(note.justified("现场核对"));
        assertThat(notes.newest(Optional.of("X"), 10)).isEmpty();
        assertThat(notes.newest(Optional.empty(), 10)).hasSize(1);
    }
}
