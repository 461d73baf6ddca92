package datong.publication;

import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.PersonNumbers.PersonNumber;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.policy.Organisations;
import datong.query.TestHouse;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Hand-written neighbours of the publisher. */
final class ReleaseNeighbours {
    private ReleaseNeighbours() {}

    static Dataset hotline() {
        Dataset hotline = TestHouse.hotline();
        Set<ItemName> items = new HashSet<>(hotline.items());
        items.add(new ItemName("category_path"));
        return new Dataset(hotline.code(), hotline.element(), hotline.chinese(), hotline.english(), hotline.provider(), hotline.share(), items,
                hotline.sources());
    }

    static Organisations organisations() {
        return new Organisations() {
            @Override
            public Optional<KnownOrganisation> find(String creditCode) {
                return Optional.of(new KnownOrganisation(creditCode, "社会公众", "The public", "110199", List.of()));
            }

            @Override
            public List<KnownOrganisation> all() {
                return List.of();
            }
        };
    }

    /** In memory, and out of order when asked for. */
    static final class Register implements Releases {
        final List<Release> entered = new ArrayList<>();
        final Map<String, Unfinished> open = new LinkedHashMap<>();
        final List<String> abandoned = new ArrayList<>();
        String brokenAt = "";

        @Override
        public int open(Opened release) {
            int version = entered.size() + abandoned.size() + open.size() + 1;
            open.put(release.id(), new Unfinished(release.id(), release.publication().name(), version, Optional.empty()));
            return version;
        }

        @Override
        public void ready(Release release) {
            demand("ready");
            open.put(release.id(), new Unfinished(release.id(), release.publication(), release.version(), Optional.of(release)));
        }

        @Override
        public void published(String id) {
            demand("published");
            entered.add(open.remove(id).ready().orElseThrow());
        }

        @Override
        public void forget(String id) {
            open.remove(id);
        }

        @Override
        public void abandon(String id) {
            open.remove(id);
            abandoned.add(id);
        }

        @Override
        public List<Unfinished> unfinished() {
            return List.copyOf(open.values());
        }

        @Override
        public List<Release> newest(int most) {
            return entered.reversed();
        }

        private void demand(String step) {
            if (brokenAt.equals(step)) {
                throw new IllegalStateException("the register is gone");
            }
        }
    }

    static final class Rows implements Ledger {
        final List<Selection> asked = new ArrayList<>();
        private final List<Map<String, Object>> records = new ArrayList<>();
        boolean broken;

        void add(Map<String, Object> record) {
            Map<String, Object> whole = new HashMap<>(record);
            whole.put("source_system_code", "hotline-12345");
            whole.put("mapping_version", "1.0.0");
            records.add(whole);
        }

        @Override
        public List<LedgerRow> read(Selection selection) {
            throw new UnsupportedOperationException("a release streams");
        }

        @Override
        public Set<PersonNumber> childrensAmong(Set<PersonNumber> numbers, LocalDate today) {
            return Set.of();
        }

        @Override
        public void stream(Selection selection, Consumer<LedgerRow> rows) {
            asked.add(selection);
            if (broken) {
                throw new IllegalStateException("the ledger is gone");
            }
            List<Map<String, Object>> meant = records.stream().filter(record -> selection.conditions().stream()
                    .allMatch(condition -> !record.containsKey(condition.item().value()) || condition.operator() != Selection.Operator.EQ || condition.values().contains(record.get(condition.item().value())))).toList();
            for (Map<String, Object> record : meant) {
                Object[] values = selection.items().stream().map(ItemName::value).map(record::get).toArray();
                rows.accept(new LedgerRow(new EntryId("01JAAAAAAAAAAAAAAAAA%06d".formatted(records.indexOf(record))), new SubjectId(1, (long) record.getOrDefault("subject", 1L)), Level.L3, values));
            }
        }

        @Override
        public List<Version> history(Element element, EntryId id) {
            return List.of();
        }

        @Override
        public long count(DatasetCode dataset) {
            return records.size();
        }
    }
}
