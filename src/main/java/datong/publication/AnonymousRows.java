package datong.publication;

import datong.anonymity.Anonymised;
import datong.anonymity.Anonymiser;
import datong.anonymity.Criterion;
import datong.anonymity.Measured;
import datong.anonymity.Model;
import datong.anonymity.Presence;
import datong.anonymity.QuasiIdentifier;
import datong.anonymity.Risk;
import datong.anonymity.Table;
import datong.classification.PersonalDataScanner;
import datong.ledger.LedgerRow;
import datong.ledger.SubjectId;
import datong.protection.Protector;
import datong.publication.ReleasePlan.ReleaseColumn;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * An anonymous release: all its records as the policies treat them, made coarser together until the whole keeps its model, written in
 * an order that tells nothing, then read back and measured once more.
 */
final class AnonymousRows {
    /** Column of the table in memory that never leaves: k counts persons, not records. */
    private static final String PERSON = "person";
    private final ReleasePlan plan;
    private final Anonymous wanted;
    private final Protector.Plan protection;
    private final PersonalDataScanner scanner;
    private final List<String> names;
    private final List<String> quasi;
    private final Table table;
    private final Set<SubjectId> persons = new HashSet<>();
    private final Set<String> mappings = new TreeSet<>();

    AnonymousRows(ReleasePlan plan, Anonymous wanted, Protector.Plan protection, PersonalDataScanner scanner) {
        this.plan = plan;
        this.wanted = wanted;
        this.protection = protection;
        this.scanner = scanner;
        this.names = plan.columns().stream().map(column -> column.item().name().value()).toList();
        this.quasi = wanted.model().quasiIdentifiers().stream().map(QuasiIdentifier::name).toList();
        List<String> columns = new ArrayList<>(names);
        columns.add(PERSON);
        this.table = new Table(columns);
    }

    /** Where somebody has several records, so many persons as records must look alike. */
    private Model model() {
        Model model = wanted.model();
        if (persons.size() == table.rows()) {
            return model;
        }
        List<Criterion> criteria = new ArrayList<>(model.criteria());
        criteria.add(new Criterion.Distinct(PERSON, model.k()));
        return new Model(model.k(), model.quasiIdentifiers(), criteria, model.suppress());
    }

    /** @param population whom the release is weighed against, where that is demanded */
    RowTally write(PublishableRecords records, PublishableRecords population, List<TableFormat> formats, Path folder) throws IOException {
        long most = plan.mostRows();
        long withheld = records.stream(row -> take(row, most));
        Anonymised anonymised = anonymised();
        List<TableFormat.Column> columns = plan.columns().stream().map(column -> TableFormat.Column.of(column.item(), false)).toList();
        Table written = new Table(names);
        for (TableFormat format : formats) {
            Path file = folder.resolve(ReleaseRows.file(plan, format));
            try (TableFormat.RowWriter writer = format.writer(file, columns)) {
                anonymised.rows(names, new SecureRandom(), cells -> writer.write(cells.stream().map(cell -> cell.isEmpty() ? null : (Object) cell).toList()));
            }
            written = read(format, file);
        }
        Optional<Presence> presence = presence(population, anonymised);
        return new RowTally(written.rows(), persons.size(), withheld, List.copyOf(mappings), Standing.anonymised(report(anonymised, written, presence)));
    }

    private void take(LedgerRow row, long most) {
        if (table.rows() >= most) {
            throw ReleaseRows.tooMany(most);
        }
        table.add(cells(row));
        persons.add(row.subject());
        mappings.add(plan.value(row, ReleasePlan.SOURCE) + " " + plan.value(row, ReleasePlan.MAPPING));
    }

    /** The person last. */
    private List<String> cells(LedgerRow row) {
        List<String> cells = new ArrayList<>(protection.protect(row).values().stream().map(Cells::text).map(text -> text == null ? "" : text).toList());
        cells.add(row.subject().toString());
        return cells;
    }

    private Anonymised anonymised() {
        Model model = model();
        try {
            Anonymised anonymised = new Anonymiser().anonymise(table, model).orElseThrow(() -> refused("even with every quasi-identifier suppressed the " + table.rows()
                    + " records break the model: there are too few, or the sensitive values are too few"));
            List<String> all = table.columns().stream().map(column -> column.name()).toList();
            Table stays = new Table(all);
            anonymised.rows(all, new SecureRandom(), stays::add);
            demandNone(Measured.breaches(stays, model));
            return anonymised;
        } catch (IllegalArgumentException torn) {
            throw refused(torn.getMessage());
        }
    }

    /** Reads a written file and measures it as an attacker would find it. */
    private Table read(TableFormat format, Path file) throws IOException {
        Table read = new Table(names);
        format.read(file, new TableFormat.RowReader() {
            @Override
            public void columns(List<String> found) {
                if (!found.equals(names)) {
                    throw new RefusedRelease("RELEASE_CHECK", "the release was destroyed: the columns of the file are not those that the plan allows");
                }
            }

            @Override
            public void row(List<String> cells) {
                read.add(cells);
            }
        });
        demandNone(Measured.breaches(read, wanted.model()));
        for (ReleaseColumn column : plan.columns()) {
            if (read.column(column.item().name().value()).values().stream().anyMatch(text -> ReleaseCheck.holdsPersonalValue(scanner, column.item(), text))) {
                throw new RefusedRelease("RELEASE_CHECK", "the release was destroyed: column " + column.item().name() + " holds clear personal values");
            }
        }
        return read;
    }

    /** Weighed against all persons of the dataset, made coarser as the release is. @throws RefusedRelease if some class tells too much by being in it */
    private Optional<Presence> presence(PublishableRecords population, Anonymised anonymised) {
        if (wanted.presence().isEmpty()) {
            return Optional.empty();
        }
        Presence allowed = wanted.presence().get();
        Persons inside = new Persons(quasi, PERSON);
        List<String> columns = new ArrayList<>(quasi);
        columns.add(PERSON);
        anonymised.rows(columns, new SecureRandom(), inside::add);
        Persons all = new Persons(quasi, PERSON);
        population.stream(row -> all.add(coarse(row, anonymised.solution().levels())));
        Presence found = found(inside, all);
        if (!found.within(allowed)) {
            throw refused("among the persons of the dataset who look alike a share of " + found.signs() + " is in the release, and " + allowed.signs()
                    + " is allowed; demand a greater k, coarser items (finest) or fewer quasi-identifiers, or publish of more persons");
        }
        return Optional.of(found);
    }

    private Presence found(Persons inside, Persons all) {
        try {
            return Presence.of(inside.table(), all.table(), quasi);
        } catch (IllegalArgumentException moved) {
            throw refused("the dataset changed while the release was weighed against it; publish again");
        }
    }

    private List<String> coarse(LedgerRow row, Map<String, Integer> levels) {
        List<String> cells = cells(row);
        List<String> coarse = new ArrayList<>(wanted.model().quasiIdentifiers().stream()
                .map(each -> each.hierarchy().at(cells.get(names.indexOf(each.name())), levels.get(each.name()))).toList());
        coarse.add(cells.getLast());
        return coarse;
    }

    private void demandNone(List<String> breaches) {
        if (!breaches.isEmpty()) {
            throw refused(String.join("; ", breaches));
        }
    }

    private AnonymityReport report(Anonymised anonymised, Table written, Optional<Presence> presence) {
        Map<String, Integer> forms = new LinkedHashMap<>();
        wanted.model().quasiIdentifiers().forEach(each -> forms.put(each.name(), each.hierarchy().levels()));
        double threshold = 1.0 / wanted.model().k();
        Risk after = Risk.of(written, quasi, Optional.empty(), threshold);
        return new AnonymityReport(wanted.model().k(), (int) Math.round(1 / after.prosecutor().highest()), demands(presence), forms,
                anonymised.solution(), Risk.of(table, quasi, Optional.empty(), threshold), after);
    }

    private List<String> demands(Optional<Presence> found) {
        return Stream.concat(wanted.model().criteria().stream().map(Criterion::signs),
                found.stream().map(presence -> "δ: " + presence.signs() + " ⊂ " + wanted.presence().orElseThrow().signs())).toList();
    }

    private RefusedRelease refused(String reason) {
        return new RefusedRelease("NOT_ANONYMOUS", plan.publication().file() + ":" + wanted.line() + ": " + reason);
    }
}
