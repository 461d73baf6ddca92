package datong.resolution.yaml;

import datong.resolution.Gazetteer;
import datong.resolution.Knowledge;
import datong.resolution.Organisations;
import datong.resolution.Rules;
import datong.resolution.Successions;
import datong.resolution.Topics;
import datong.schema.check.Checked;
import datong.schema.check.CreditCode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the stewards' files into what resolution knows. Every file may be missing. */
final class KnowledgeFiles {
    static final String RULES = "resolution/rules.yaml";
    static final String TOPICS = "resolution/topics.yaml";
    static final String PLACES = "resolution/places.yaml";
    static final String DIVISIONS = "resolution/divisions.yaml";
    static final String ORGANISATIONS = "aliases/organisations.yaml";
    static final List<String> ALL = List.of(RULES, TOPICS, PLACES, DIVISIONS, ORGANISATIONS);

    private KnowledgeFiles() {}

    /** @param texts file → content */
    static Knowledge read(Map<String, String> texts) {
        return new Knowledge(
                texts.containsKey(RULES) ? rules(Entry.read(RULES, texts.get(RULES))) : Rules.STANDARD,
                texts.containsKey(TOPICS) ? topics(Entry.read(TOPICS, texts.get(TOPICS))) : new Topics(List.of(), List.of()),
                texts.containsKey(PLACES) ? places(Entry.read(PLACES, texts.get(PLACES))) : new Gazetteer(List.of()),
                texts.containsKey(ORGANISATIONS) ? organisations(Entry.read(ORGANISATIONS, texts.get(ORGANISATIONS))) : new Organisations(List.of()),
                texts.containsKey(DIVISIONS) ? successions(Entry.read(DIVISIONS, texts.get(DIVISIONS))) : new Successions(List.of(), Map.of()));
    }

    private static Rules rules(Entry file) {
        Map<String, Entry> fields = file.fields("matter_days", "text_likeness", "address_likeness", "most_per_record", "repeat_minutes", "phrases", "authorities");
        Rules standard = Rules.STANDARD;
        Map<String, List<String>> authorities = new HashMap<>();
        if (fields.containsKey("authorities")) {
            fields.get("authorities").named().forEach((name, sources) -> authorities.put(name, sources.texts()));
        }
        try {
            return new Rules((int) number(fields, "matter_days", standard.matterDays()), number(fields, "text_likeness", standard.textLikeness()),
                    number(fields, "address_likeness", standard.addressLikeness()), (int) number(fields, "most_per_record", standard.mostPerRecord()),
                    Duration.ofMinutes((long) number(fields, "repeat_minutes", standard.repeatWithin().toMinutes())),
                    fields.containsKey("phrases") ? fields.get("phrases").texts() : List.of(), authorities);
        } catch (IllegalArgumentException outside) {
            throw file.wrong(outside.getMessage());
        }
    }

    private static double number(Map<String, Entry> fields, String name, double standard) {
        return fields.containsKey(name) ? fields.get(name).number() : standard;
    }

    private static Topics topics(Entry file) {
        Map<String, Entry> parts = file.fields("topics", "concepts");
        List<Topics.Topic> topics = new ArrayList<>();
        Entry.needed(parts, "topics", file).named().forEach((code, entry) -> topics.add(topic(code, entry)));
        List<Topics.Concept> concepts = new ArrayList<>();
        if (parts.containsKey("concepts")) {
            parts.get("concepts").named().forEach((name, words) -> concepts.add(new Topics.Concept(name, words.texts())));
        }
        return new Topics(topics, concepts);
    }

    private static Topics.Topic topic(String code, Entry entry) {
        Map<String, Entry> fields = entry.fields("zh", "en", "categories", "events", "words");
        return new Topics.Topic(code, Entry.needed(fields, "zh", entry).text(), Entry.needed(fields, "en", entry).text(), Set.copyOf(texts(fields, "categories")),
                Set.copyOf(texts(fields, "events")), texts(fields, "words"));
    }

    private static List<String> texts(Map<String, Entry> fields, String name) {
        return fields.containsKey(name) ? fields.get(name).texts() : List.of();
    }

    private static Gazetteer places(Entry file) {
        List<Gazetteer.Place> places = new ArrayList<>();
        for (Entry entry : Entry.needed(file.fields("places"), "places", file).items()) {
            Map<String, Entry> fields = entry.fields("name", "also", "division");
            List<String> names = new ArrayList<>(List.of(Entry.needed(fields, "name", entry).text()));
            names.addAll(texts(fields, "also"));
            places.add(new Gazetteer.Place(division(Entry.needed(fields, "division", entry)), List.copyOf(names)));
        }
        return new Gazetteer(places);
    }

    private static Organisations organisations(Entry file) {
        List<Organisations.Known> known = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        for (Entry entry : Entry.needed(file.fields("organisations"), "organisations", file).items()) {
            Map<String, Entry> fields = entry.fields("code", "name", "also");
            Entry code = Entry.needed(fields, "code", entry);
            if (CreditCode.parse(code.text()) instanceof CreditCode.Invalid) {
                throw code.wrong("'" + code.text() + "' is no social credit code");
            }
            List<String> names = new ArrayList<>(List.of(Entry.needed(fields, "name", entry).text()));
            names.addAll(texts(fields, "also"));
            for (String name : names) {
                String other = taken.put(name, code.text());
                if (other != null) {
                    throw entry.wrong("'" + name + "' names " + other + " already; one name stands for one organisation");
                }
            }
            known.add(new Organisations.Known(code.text(), List.copyOf(names)));
        }
        return new Organisations(known);
    }

    private static Successions successions(Entry file) {
        List<Successions.Succession> successions = new ArrayList<>();
        for (Entry entry : Entry.needed(file.fields("successions"), "successions", file).items()) {
            Map<String, Entry> fields = entry.fields("from", "to", "on", "note");
            String from = division(Entry.needed(fields, "from", entry));
            Entry to = Entry.needed(fields, "to", entry);
            List<String> codes = to.texts().stream().map(code -> division(to, code)).toList();
            if (successions.stream().anyMatch(one -> one.from().equals(from))) {
                throw entry.wrong(from + " stands here twice; list all its successors under one 'to'");
            }
            if (codes.contains(from)) {
                throw to.wrong(from + " cannot succeed itself");
            }
            successions.add(new Successions.Succession(from, codes, date(Entry.needed(fields, "on", entry)), fields.containsKey("note") ? fields.get("note").text() : ""));
        }
        return new Successions(successions, Map.of());
    }

    private static LocalDate date(Entry entry) {
        try {
            return LocalDate.parse(entry.text());
        } catch (DateTimeParseException none) {
            throw entry.wrong("'" + entry.text() + "' is no date; write it like 2021-07-31");
        }
    }

    private static String division(Entry entry) {
        return division(entry, entry.text());
    }

    private static String division(Entry entry, String text) {
        if (datong.schema.check.DivisionCode.parse(text) instanceof Checked.Valid(String code)) {
            return code;
        }
        throw entry.wrong("'" + text + "' is no division code; it has 2, 4, 6, 9 or 12 digits");
    }
}
