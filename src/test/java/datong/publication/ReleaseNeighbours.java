package datong.publication;

import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.policy.Organisations;
import datong.query.TestHouse;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import datong.schema.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    static final class Register implements Releases {
        final List<Release> entered = new ArrayList<>();

        @Override
        public int nextVersion(String publication) {
            return entered.size() + 1;
        }

        @Override
        public void enter(Release release, Runnable makeVisible) {
            makeVisible.run();
            entered.add(release);
        }

        @Override
        public List<Release> newest(int most) {
            return entered.reversed();
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
        public void stream(Selection selection, Consumer<LedgerRow> rows) {
            asked.add(selection);
            if (broken) {
                throw new IllegalStateException("the ledger is gone");
            }
            for (Map<String, Object> record : records) {
                Object[] values = selection.items().stream().map(ItemName::value).map(record::get).toArray();
                rows.accept(new LedgerRow(new EntryId("01JAAAAAAAAAAAAAAAAA000001"), new SubjectId(1, 1), Level.L3, values));
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
