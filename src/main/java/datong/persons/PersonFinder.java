package datong.persons;

import com.github.f4b6a3.ulid.Ulid;
import datong.ledger.Concerned;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.PersonNumbers;
import datong.ledger.Selection;
import datong.ledger.SubjectId;
import datong.ledger.jdbc.PersonRecords;
import datong.resolution.jdbc.PersonClusters;
import datong.schema.Dataset;
import datong.schema.Datasets;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.LedgerSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks through the records that name somebody, opening each: a name lies sealed and has no index. Records that resolution holds to be the same person follow. */
public final class PersonFinder implements Finding {
    /** Candidates shown. */
    public static final int MOST = 20;
    /** Records shown to the person. */
    public static final int MOST_KEPT = 500;
    private static final Selection.Scope EVERYWHERE = new Selection.Scope(true, List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of());
    private final Ledger ledger;
    private final Datasets datasets;
    private final Supplier<LedgerSchema> schema;
    private final PersonRecords records;
    private final PersonClusters clusters;

    public PersonFinder(Ledger ledger, Datasets datasets, Supplier<LedgerSchema> schema, PersonRecords records, PersonClusters clusters) {
        this.ledger = ledger;
        this.datasets = datasets;
        this.schema = schema;
        this.records = records;
        this.clusters = clusters;
    }

    /** Where an element says who somebody is. */
    private record Words(String name, Optional<String> born, String phone, List<String> addresses) {
        static Optional<Words> of(Element element) {
            return switch (element) {
                case PERSON -> Optional.of(new Words("name", Optional.of("birth_date"), "mobile", List.of("residence_address", "household_reg_address")));
                case MATTER -> Optional.of(new Words("reporter_name", Optional.empty(), "reporter_phone", List.of("location_text")));
                case PLACE -> Optional.of(new Words("owner_name", Optional.empty(), "owner_phone", List.of("standard_address")));
                case THING, OPINION, ORGANISATION -> Optional.empty();
            };
        }

        List<ItemName> items() {
            return Stream.of(Stream.of(name), born.stream(), Stream.of(phone), addresses.stream()).flatMap(part -> part).map(ItemName::new).toList();
        }
    }

    private record Match(UUID record, SubjectId subject, List<Candidate.Told> told) {}

    @Override
    public List<Candidate> candidates(Sought sought) {
        List<Match> matches = datasets.all().stream().flatMap(dataset -> matches(dataset, sought).stream()).toList();
        Map<UUID, UUID> together = clusters.of(matches.stream().map(Match::record).toList());
        Map<Object, List<Match>> persons = new LinkedHashMap<>();
        matches.forEach(match -> persons.computeIfAbsent(Optional.<Object>ofNullable(together.get(match.record())).orElse(match.subject()), fresh -> new ArrayList<>()).add(match));
        return persons.entrySet().stream().limit(MOST + 1).map(person -> candidate(person.getKey(), person.getValue())).toList();
    }

    private Candidate candidate(Object person, List<Match> matches) {
        Set<SubjectId> subjects = new HashSet<>(matches.stream().map(Match::subject).toList());
        if (person instanceof UUID cluster) {
            subjects.addAll(records.subjectsOf(clusters.members(cluster)));
        }
        PersonRecords.Own own = records.own(new Concerned(PersonNumbers.NONE, subjects));
        return new Candidate(Set.copyOf(subjects), own.records().size(), own.datasets(), matches.stream().flatMap(match -> match.told().stream()).distinct().toList());
    }

    @Override
    public int records(Concerned person) {
        return records.own(person).records().size();
    }

    @Override
    public Set<SubjectId> subjects(Concerned person) {
        return records.subjects(person);
    }

    @Override
    public List<Receipt.Kept> kept(Concerned person) {
        PersonRecords.Own own = records.own(person);
        List<Object> ids = own.records().stream().limit(MOST_KEPT).<Object>map(record -> Ulid.from(record).toString()).toList();
        return ids.isEmpty() ? List.of() : datasets.all().stream().filter(dataset -> own.datasets().contains(dataset.code().value())).flatMap(dataset -> kept(dataset, ids).stream()).toList();
    }

    private List<Receipt.Kept> kept(Dataset dataset, List<Object> ids) {
        List<ItemDefinition> items = schema.get().element(dataset.element()).items().stream().filter(item -> dataset.items().contains(item.name())).toList();
        Selection.Condition theirs = new Selection.Condition(new ItemName("record_id"), Selection.Operator.IN, ids);
        return ledger.read(new Selection(dataset.code(), dataset.element(), items.stream().map(ItemDefinition::name).toList(), EVERYWHERE, List.of(theirs), List.of(), Optional.empty(),
                MOST_KEPT)).stream().map(row -> new Receipt.Kept(row.id().value(), dataset, told(row, items))).toList();
    }

    private static List<Candidate.Told> told(LedgerRow row, List<ItemDefinition> items) {
        return IntStream.range(0, items.size()).filter(at -> row.values()[at] != null).mapToObj(at -> new Candidate.Told(items.get(at), row.values()[at])).toList();
    }

    private List<Match> matches(Dataset dataset, Sought sought) {
        Optional<Words> words = Words.of(dataset.element()).filter(known -> dataset.items().contains(new ItemName(known.name())));
        return words.map(known -> matches(dataset, known, sought)).orElse(List.of());
    }

    private List<Match> matches(Dataset dataset, Words words, Sought sought) {
        List<ItemDefinition> items = words.items().stream().filter(dataset.items()::contains).map(item -> schema.get().item(dataset.element(), item).orElseThrow()).toList();
        List<Match> matches = new ArrayList<>();
        ledger.stream(new Selection(dataset.code(), dataset.element(), items.stream().map(ItemDefinition::name).toList(), EVERYWHERE, List.of(), List.of(), Optional.empty(), 0),
                row -> match(row, items, words, sought).ifPresent(matches::add));
        return matches;
    }

    /** The name is the same, at least one thing more agrees, and nothing that is said disagrees. */
    private static Optional<Match> match(LedgerRow row, List<ItemDefinition> items, Words words, Sought sought) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (int at = 0; at < items.size(); at++) {
            if (row.values()[at] != null) {
                told.put(items.get(at).name().value(), row.values()[at]);
            }
        }
        if (!sought.name().equals(told.get(words.name()))) {
            return Optional.empty();
        }
        List<Agreement> agreements = List.of(
                sought.born().map(day -> born(day, words.born().map(told::get))).orElse(Agreement.UNSAID),
                sought.phoneEnding().isEmpty() ? Agreement.UNSAID : said(told.get(words.phone()), text -> text.endsWith(sought.phoneEnding())),
                sought.address().isEmpty() ? Agreement.UNSAID : words.addresses().stream().map(item -> said(told.get(item), text -> text.contains(sought.address())))
                        .min(java.util.Comparator.naturalOrder()).orElse(Agreement.UNSAID));
        boolean found = agreements.contains(Agreement.YES) && !agreements.contains(Agreement.NO);
        return found ? Optional.of(new Match(Ulid.from(row.id().value()).toUuid(), row.subject(), items.stream().filter(item -> told.containsKey(item.name().value()))
                .map(item -> new Candidate.Told(item, told.get(item.name().value()))).toList())) : Optional.empty();
    }

    /** In the order in which one of several addresses counts. */
    private enum Agreement { YES, NO, UNSAID }

    private static Agreement born(LocalDate day, Optional<Object> told) {
        return told.map(value -> value.equals(day) ? Agreement.YES : Agreement.NO).orElse(Agreement.UNSAID);
    }

    private static Agreement said(Object told, java.util.function.Predicate<String> agrees) {
        return told == null ? Agreement.UNSAID : agrees.test(told.toString()) ? Agreement.YES : Agreement.NO;
    }
}
