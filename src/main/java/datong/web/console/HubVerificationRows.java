package datong.web.console;

import datong.classification.PersonalDataScanner;
import datong.intake.Quarantine;
import datong.intake.VerificationRequest;
import datong.intake.VerificationRequests;
import datong.mapping.MappedRecord;
import datong.mapping.Mapping;
import datong.mapping.Mappings;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import datong.source.RawRecord;
import datong.web.VerificationRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows out of quarantine, opened one portion at a time and masked. */
final class HubVerificationRows implements VerificationRows {
    private static final int PORTION = 500;
    /** A shorter text in a key is no person's number or name. */
    private static final int TELLING = 2;
    private final VerificationRequests requests;
    private final Quarantine quarantine;
    private final QuarantineView view;
    private final Mappings mappings;
    private final LevelMask mask;
    private final PersonalDataScanner scanner;

    HubVerificationRows(VerificationRequests requests, Quarantine quarantine, QuarantineView view, Mappings mappings, LevelMask mask, PersonalDataScanner scanner) {
        this.requests = requests;
        this.quarantine = quarantine;
        this.view = view;
        this.mappings = mappings;
        this.mask = mask;
        this.scanner = scanner;
    }

    @Override
    public List<Row> of(VerificationRequest request) {
        Optional<Mapping> mapping = mappings.find(request.source());
        Map<String, ItemDefinition> fed = mapping.map(LevelMask::fed).orElse(Map.of());
        List<String> ids = requests.records(request.id());
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PORTION) {
            List<String> portion = ids.subList(from, Math.min(ids.size(), from + PORTION));
            quarantine.open(new Quarantine.Filter(request.source(), Optional.empty(), portion), Optional.empty(), PORTION)
                    .forEach(held -> view.record(held.id()).ifPresent(known -> rows.add(row(request, held, known, mapping, fed))));
        }
        return rows;
    }

    private Row row(VerificationRequest request, Quarantine.Held held, QuarantineView.Held known, Optional<Mapping> mapping, Map<String, ItemDefinition> fed) {
        Optional<ItemDefinition> item = Optional.ofNullable(fed.get(request.column()));
        boolean open = item.isEmpty() ? request.column().isEmpty() : !item.get().level().atLeast(Level.L3);
        String message = known.reasons().isEmpty() || !open ? "" : known.reasons().getFirst().message();
        String value = request.column().isEmpty() ? "" : mask.cell(item, held.raw().cell(request.column()));
        return new Row(known.delivery(), known.row(), key(held.raw(), mapping, fed), request.column(), request.rule(), message, value);
    }

    private String key(RawRecord raw, Optional<Mapping> mapping, Map<String, ItemDefinition> fed) {
        String key = raw.defect().isPresent() ? "" : mapping.map(one -> one.map(raw).getFirst()).flatMap(MappedRecord::sourceKey).orElse("");
        boolean personal = !scanner.scan(key).isEmpty() || raw.columns().names().stream().filter(column -> sensitive(fed, column)).map(raw::cell)
                .anyMatch(cell -> cell != null && cell.strip().length() >= TELLING && key.contains(cell.strip()));
        return personal ? LevelMask.HIDDEN : key;
    }

    /** A column that feeds no item may hold anything, but only what feeds a sensitive one is known to. */
    private static boolean sensitive(Map<String, ItemDefinition> fed, String column) {
        return fed.containsKey(column) && fed.get(column).level().atLeast(Level.L3);
    }
}
