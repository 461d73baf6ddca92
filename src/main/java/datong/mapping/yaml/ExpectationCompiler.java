package datong.mapping.yaml;

import datong.mapping.Expectations;
import datong.mapping.Expectations.Across;
import datong.mapping.Expectations.Completeness;
import datong.mapping.Expectations.Freshness;
import datong.mapping.Nearest;
import datong.schema.Element;
import datong.schema.ElementSchema;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.ItemType;
import datong.schema.LedgerSchema;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compiles {@code across}, {@code freshness} and {@code completeness}. They compare in the database, so only what lies there in clear can stand in them. */
final class ExpectationCompiler {
    private static final Duration DAY = Duration.ofDays(1);
    private final Document document;
    private final LedgerSchema ledger;
    private final ElementSchema main;
    private final Set<String> flags = new HashSet<>();

    ExpectationCompiler(Document document, LedgerSchema ledger, ElementSchema main) {
        this.document = document;
        this.ledger = ledger;
        this.main = main;
    }

    Expectations compile(Yaml file) {
        List<Across> across = Document.items(file, "across").stream().flatMap(yaml -> across(yaml).stream()).toList();
        return new Expectations(across, Document.value(file, "freshness").flatMap(this::freshness), Document.value(file, "completeness").flatMap(this::completeness));
    }

    private Optional<Across> across(Yaml yaml) {
        String flag = Document.text(yaml, "flag").orElseThrow();
        if (!flags.add(flag)) {
            document.wrong(Document.line(yaml, "flag"), "there are two rules called '" + flag + "'; give this one a flag of its own");
        }
        Element element = Document.text(yaml, "of").flatMap(Element::of).orElseThrow();
        Optional<String> relation = Document.text(yaml, "relation");
        relation.filter(name -> !OutputCompiler.RELATIONS.contains(name)).ifPresent(name -> document.wrong(Document.line(yaml, "relation"),
                "there is no relation '" + name + "'" + Nearest.hint(name, OutputCompiler.RELATIONS)));
        boolean item = Document.field(yaml, "item").isPresent();
        boolean equals = Document.field(yaml, "equals").isPresent();
        boolean among = Document.field(yaml, "among").isPresent();
        if (relation.isPresent() && !among && item == equals) {
            return item ? agrees(yaml, flag, element, relation.get()) : Optional.of(new Expectations.Related(flag, element, relation.get()));
        }
        if (relation.isEmpty() && item && among && !equals) {
            return among(yaml, flag, element);
        }
        document.wrong(yaml.line(), "a rule across records has 'relation' (each record has one), 'relation' with 'item' and 'equals' (both agree), or 'item' with 'among' (the value exists)");
        return Optional.empty();
    }

    private Optional<Across> agrees(Yaml yaml, String flag, Element element, String relation) {
        return item(yaml, "item", main).flatMap(own -> item(yaml, "equals", ledger.element(element)).filter(other -> same(yaml, "equals", own, other))
                .map(other -> new Expectations.Agrees(flag, element, relation, own.name(), other.name())));
    }

    private Optional<Across> among(Yaml yaml, String flag, Element element) {
        return item(yaml, "item", main).flatMap(own -> item(yaml, "among", ledger.element(element)).filter(other -> same(yaml, "among", own, other))
                .map(other -> new Expectations.Among(flag, element, own.name(), other.name())));
    }

    private boolean same(Yaml yaml, String key, ItemDefinition own, ItemDefinition other) {
        if (own.type() != other.type()) {
            document.wrong(Document.line(yaml, key), "'" + own.name() + "' is " + word(own.type()) + " and '" + other.name() + "' is " + word(other.type()) + "; they cannot be equal");
        }
        return own.type() == other.type();
    }

    private Optional<Freshness> freshness(Yaml yaml) {
        return duration(yaml, "every").map(every -> new Freshness(every, Document.flag(yaml, "working_days")));
    }

    private Optional<Completeness> completeness(Yaml yaml) {
        Optional<ItemDefinition> by = item(yaml, "by", main);
        Optional<ItemDefinition> at = item(yaml, "at", main);
        at.filter(item -> item.type() != ItemType.TIMESTAMP).ifPresent(item -> document.wrong(Document.line(yaml, "at"), "'" + item.name() + "' is " + word(item.type()) + "; expected a timestamp"));
        Optional<Duration> every = duration(yaml, "every").filter(time -> partOfADay(yaml, time));
        return by.isPresent() && at.isPresent() && every.isPresent() ? Optional.of(new Completeness(by.get().name(), at.get().name(), every.get())) : Optional.empty();
    }

    private boolean partOfADay(Yaml yaml, Duration every) {
        boolean fits = every.toSeconds() >= 60 && DAY.toSeconds() % every.toSeconds() == 0;
        if (!fits) {
            document.wrong(Document.line(yaml, "every"), "a day is no multiple of '" + every + "'; expected one like PT1H, PT30M or P1D");
        }
        return fits;
    }

    private Optional<Duration> duration(Yaml yaml, String key) {
        String text = Document.text(yaml, key).orElse("");
        try {
            Duration duration = Duration.parse(text);
            if (duration.isPositive()) {
                return Optional.of(duration);
            }
        } catch (DateTimeException unreadable) {
            // told below, like a time that is none
        }
        document.wrong(Document.line(yaml, key), "'" + text + "' is no time span; expected one like PT24H (24 hours), PT1H or P7D");
        return Optional.empty();
    }

    private Optional<ItemDefinition> item(Yaml yaml, String key, ElementSchema schema) {
        String name = Document.text(yaml, key).orElse("");
        Optional<ItemDefinition> item = schema.items().stream().filter(one -> one.name().value().equals(name)).findFirst();
        if (item.isEmpty()) {
            document.wrong(Document.line(yaml, key), schema.element().code() + " has no item '" + name + "'"
                    + Nearest.hint(name, schema.items().stream().map(ItemDefinition::name).map(ItemName::value).toList()));
        }
        if (item.filter(one -> one.encryptedAtRest() || one.extension()).isPresent()) {
            document.wrong(Document.line(yaml, key), "'" + name + "' is " + (item.get().extension() ? "a local item" : "of level " + item.get().level() + " and encrypted")
                    + "; only items of L1 and L2 of the standard schema can be compared across records");
            return Optional.empty();
        }
        return item;
    }

    private static String word(ItemType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }
}
