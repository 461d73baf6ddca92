package datong.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueWatchTest {
    private final Kept kept = new Kept();
    private final Map<String, String> entry = new LinkedHashMap<>(Map.of("catalogue_code", "hotline", "keywords", "热线"));
    private final CatalogueWatch watch = new CatalogueWatch(List::of, () -> List.of(new LinkedHashMap<>(entry)), kept, Clock.systemUTC());

    private static final class Kept implements EntryVersions {
        private final List<EntryVersion> all = new ArrayList<>();

        @Override
        public Optional<EntryVersion> newest(String dataset) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
        }

        @Override
        public List<EntryVersion> of(String dataset) {
            return all.reversed();
        }

        @Override
        public void add(EntryVersion version) {
            all.add(version);
        }
    }

    @Test
    void anEntryThatChangedIsKeptWithWhatChanged() {
        watch.look();
        watch.look();
        entry.put("keywords", "工单");
        watch.look();
        assertThat(kept.all).extracting(EntryVersion::version).containsExactly(1, 2);
        assertThat(kept.all.getLast().changed()).containsExactly("keywords");
        watch.close();
    }

    @Test
    void aHubThatStartsAgainKeepsNothingTwice() {
        watch.look();
        try (CatalogueWatch next = new CatalogueWatch(List::of, () -> List.of(entry), kept, Clock.systemUTC())) {
            next.look();
        }
        assertThat(kept.all).hasSize(1);
    }
}
