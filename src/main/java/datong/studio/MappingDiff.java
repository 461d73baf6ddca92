package datong.studio;

import datong.intake.Preview;
import datong.intake.Stages;
import datong.mapping.Mapping;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.source.RawRecord;
import datong.source.UnreadableSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a changed mapping would change, found by running both over the same records. Holds values in clear: whoever shows it masks
 * them by their level.
 *
 * @param records how many were run, @param before and @param after how the mapping in force and the draft did as a whole
 * @param counts records by what happens to them; they add up to {@code records} where no header drifted
 * @param examples the first few of each kind
 * @param items that are filled otherwise, by output and item
 * @param flags that come more or less often
 * @param published columns of publications that change
 */
public record MappingDiff(int records, Side before, Side after, Map<Kind, Integer> counts, Map<Kind, List<Example>> examples, List<ItemChange> items,
        List<FlagChange> flags, List<PublishedChange> published) {
    private static final int EXAMPLES = 3;

    public enum Kind {
        /** Stored so far, in quarantine from now on. */
        NEWLY_QUARANTINED,
        /** In quarantine so far, stored from now on. */
        NEWLY_STORED,
        /** Stored under another key: a new record beside the old one. */
        KEY_CHANGED,
        CHANGED,
        /** In quarantine as before. */
        STILL_QUARANTINED,
        SAME
    }

    /** @param personal records that concern a natural person, @param levels records by level */
    public record Side(String version, Optional<Mapping.Header.Drifted> drifted, int stored, int quarantined, int personal, Map<String, Integer> levels) {}

    /** One value of one record; @param item empty where the record as a whole is meant, then the rules stand in {@code was} and {@code is} */
    public record Example(long row, String output, Optional<ItemDefinition> item, Object was, Object is) {}

    /** Filled by a rule of its own or by another item's {@code rest} or {@code masked}. @param was records in which it was filled, @param is in which it is now, @param changed with another value than before */
    public record ItemChange(String output, ItemDefinition item, boolean mappedBefore, boolean mappedNow, int was, int is, int changed) {
        public boolean newlyPersonal() {
            return item.personalData().personal() && mappedNow && !mappedBefore;
        }

        public boolean noLongerPersonal() {
            return item.personalData().personal() && mappedBefore && !mappedNow;
        }
    }

    public record FlagChange(String flag, int was, int is) {}

    /** A column of a publication, as its file names it. */
    public record Published(String publication, String dataset, ItemName item) {}

    public record PublishedChange(Published column, boolean mappedBefore, boolean mappedNow, int changed) {}

    public boolean nothing() {
        return items.isEmpty() && flags.isEmpty() && before.drifted().isEmpty() && after.drifted().isEmpty()
                && counts.entrySet().stream().allMatch(count -> Set.of(Kind.SAME, Kind.STILL_QUARANTINED).contains(count.getKey()) || count.getValue() == 0);
    }

    public int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** @param old empty for a source that has no mapping yet */
    public static MappingDiff of(Optional<Mapping> old, Mapping draft, Stages stages, List<RawRecord> records, Collection<Published> published) {
        Preview was = old.map(mapping -> run(mapping, stages, records)).orElse(new Preview(Optional.empty(), List.of()));
        Preview is = run(draft, stages, records);
        Comparison comparison = new Comparison();
        for (int index = 0; index < is.rows().size(); index++) {
            comparison.compare(index < was.rows().size() ? Optional.of(was.rows().get(index)) : Optional.empty(), is.rows().get(index));
        }
        List<ItemChange> items = comparison.items(old.map(MappingDiff::mapped).orElse(Map.of()), mapped(draft));
        return new MappingDiff(records.size(), side(old, was), side(Optional.of(draft), is), comparison.counts, comparison.examples, items, comparison.flags(),
                published(published, old, draft, items));
    }

    private static Preview run(Mapping mapping, Stages stages, List<RawRecord> records) {
        try (Listed reader = new Listed(records)) {
            return Preview.of(mapping, stages, reader, records.size());
        } catch (UnreadableSource | IOException unreachable) {
            throw new UncheckedIOException(new IOException("records in memory were not read", unreachable));
        }
    }

    private static Side side(Optional<Mapping> mapping, Preview preview) {
        int quarantined = (int) preview.rows().stream().filter(Preview.Row::rejected).count();
        Map<String, Integer> levels = new TreeMap<>();
        int personal = 0;
        for (Preview.Row row : preview.rows()) {
            List<Preview.Kept> kept = row.outcomes().stream().flatMap(outcome -> outcome.kept().stream()).toList();
            kept.stream().map(Preview.Kept::level).max(Enum::compareTo).ifPresent(level -> levels.merge(level.name(), 1, Integer::sum));
            personal += kept.stream().anyMatch(Preview.Kept::personal) ? 1 : 0;
        }
        return new Side(mapping.map(Mapping::version).orElse(""), preview.drifted(), preview.rows().size() - quarantined, quarantined, personal, levels);
    }

    private static Map<String, ItemDefinition> mapped(Mapping mapping) {
        Map<String, ItemDefinition> mapped = new LinkedHashMap<>();
        for (Mapping.Output output : mapping.outputs()) {
            output.schema().items().stream().filter(item -> output.dataset().items().contains(item.name()))
                    .forEach(item -> mapped.put(output.code() + "." + item.name(), item));
        }
        return mapped;
    }

    private static List<PublishedChange> published(Collection<Published> columns, Optional<Mapping> old, Mapping draft, List<ItemChange> items) {
        List<PublishedChange> changes = new ArrayList<>();
        for (Published column : columns) {
            Set<String> outputs = new TreeSet<>(outputs(draft, column.dataset()));
            old.ifPresent(mapping -> outputs.addAll(outputs(mapping, column.dataset())));
            items.stream().filter(item -> outputs.contains(item.output()) && item.item().name().equals(column.item())).findFirst()
                    .ifPresent(item -> changes.add(new PublishedChange(column, item.mappedBefore(), item.mappedNow(), item.changed())));
        }
        return changes;
    }

    private static Set<String> outputs(Mapping mapping, String dataset) {
        return mapping.outputs().stream().filter(output -> output.dataset().code().value().equals(dataset)).map(Mapping.Output::code).collect(Collectors.toSet());
    }

    /** Counts while it compares. */
    private static final class Comparison {
        private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        private final Map<Kind, List<Example>> examples = new EnumMap<>(Kind.class);
        private final Map<String, int[]> items = new TreeMap<>();
        private final Map<String, ItemDefinition> definitions = new TreeMap<>();
        private final Map<String, int[]> flags = new TreeMap<>();

        void compare(Optional<Preview.Row> was, Preview.Row is) {
            Map<String, Object> before = was.map(this::values).orElse(Map.of());
            Map<String, Object> after = values(is);
            was.ifPresent(row -> flags(row, 0));
            flags(is, 1);
            List<String> changed = changed(before, after);
            Kind kind = kind(was, is, changed);
            counts.merge(kind, 1, Integer::sum);
            List<Example> few = examples.computeIfAbsent(kind, ignored -> new ArrayList<>());
            if (few.size() < EXAMPLES && kind != Kind.SAME && kind != Kind.STILL_QUARANTINED) {
                few.add(example(kind, was, is, changed, before, after));
            }
        }

        private static Kind kind(Optional<Preview.Row> was, Preview.Row is, List<String> changed) {
            boolean stored = was.isPresent() && !was.get().rejected();
            if (is.rejected()) {
                return stored || was.isEmpty() ? Kind.NEWLY_QUARANTINED : Kind.STILL_QUARANTINED;
            }
            if (!stored) {
                return Kind.NEWLY_STORED;
            }
            if (!keys(was.get()).equals(keys(is))) {
                return Kind.KEY_CHANGED;
            }
            return changed.isEmpty() ? Kind.SAME : Kind.CHANGED;
        }

        private static Map<String, String> keys(Preview.Row row) {
            return row.outcomes().stream().collect(Collectors.toMap(outcome -> outcome.output().code(), Preview.Outcome::key, (one, other) -> one));
        }

        /** Values by output and item, of records that would be stored. */
        private Map<String, Object> values(Preview.Row row) {
            Map<String, Object> values = new LinkedHashMap<>();
            if (!row.rejected()) {
                row.outcomes().forEach(outcome -> outcome.values().stream().filter(value -> value.value() != null).forEach(value -> {
                    String name = outcome.output().code() + "." + value.item().name();
                    values.put(name, value.value());
                    definitions.putIfAbsent(name, value.item());
                }));
            }
            return values;
        }

        private List<String> changed(Map<String, Object> before, Map<String, Object> after) {
            Set<String> all = new TreeSet<>(before.keySet());
            all.addAll(after.keySet());
            List<String> changed = new ArrayList<>();
            for (String name : all) {
                int[] count = items.computeIfAbsent(name, ignored -> new int[3]);
                count[0] += before.containsKey(name) ? 1 : 0;
                count[1] += after.containsKey(name) ? 1 : 0;
                if (!Objects.equals(before.get(name), after.get(name))) {
                    count[2]++;
                    changed.add(name);
                }
            }
            return changed;
        }

        private Example example(Kind kind, Optional<Preview.Row> was, Preview.Row is, List<String> changed, Map<String, Object> before, Map<String, Object> after) {
            if (kind == Kind.CHANGED && !changed.isEmpty()) {
                String name = changed.getFirst();
                return new Example(is.raw().row(), output(name), Optional.of(definitions.get(name)), before.get(name), after.get(name));
            }
            return new Example(is.raw().row(), "", Optional.empty(), was.map(Comparison::rules).orElse(""), rules(is));
        }

        private static String rules(Preview.Row row) {
            return row.problems().stream().map(problem -> problem.rule() + problem.item().map(item -> ":" + item).orElse("")).distinct().collect(Collectors.joining(", "));
        }

        /** Of records that would be stored. */
        private void flags(Preview.Row row, int side) {
            if (row.rejected()) {
                return;
            }
            row.outcomes().stream().flatMap(outcome -> outcome.flags().stream()).forEach(flag -> flags.computeIfAbsent(flag, ignored -> new int[2])[side]++);
        }

        List<FlagChange> flags() {
            return flags.entrySet().stream().filter(flag -> flag.getValue()[0] != flag.getValue()[1])
                    .map(flag -> new FlagChange(flag.getKey(), flag.getValue()[0], flag.getValue()[1])).toList();
        }

        List<ItemChange> items(Map<String, ItemDefinition> mappedBefore, Map<String, ItemDefinition> mappedNow) {
            Map<String, ItemDefinition> all = new TreeMap<>(definitions);
            all.putAll(mappedBefore);
            all.putAll(mappedNow);
            List<ItemChange> changes = new ArrayList<>();
            all.forEach((name, item) -> {
                int[] count = items.getOrDefault(name, new int[3]);
                boolean was = mappedBefore.containsKey(name) || count[0] > 0;
                boolean is = mappedNow.containsKey(name) || count[1] > 0;
                if (count[2] > 0 || was != is) {
                    changes.add(new ItemChange(output(name), item, was, is, count[0], count[1], count[2]));
                }
            });
            return changes;
        }

        private static String output(String name) {
            return name.substring(0, name.lastIndexOf('.'));
        }
    }
}
