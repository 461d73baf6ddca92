package datong.review;

import datong.audit.AuditEvent;
import datong.policy.yaml.Access;
import datong.policy.yaml.Grant;
import datong.policy.yaml.Rule;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Items that a grant opens and that nobody was shown for a while (PIPL, Art. 6: no more than the purpose needs), and the grant without them. */
public final class UnusedRights {
    private static final Pattern LIST = Pattern.compile("(?m)^(items|clear):[ \\t]*(\\[[^\\]]*\\]|\\R(?:[ \\t]*-[^\\r\\n]*(?:\\R|\\z))+|[^\\s\\[][^\\r\\n]*)");
    private static final int WIDTH = 140;
    private final Set<Read> reads = new HashSet<>();
    private final Instant from;

    /** @param from grants that began later have not had their time yet */
    public UnusedRights(Instant from) {
        this.from = from;
    }

    private record Read(String organisation, DatasetCode dataset, String item) {}

    /** @param items opened and not read, by name; @param all whether nothing that the grant opens was read */
    public record Unused(Grant grant, List<ItemName> items, boolean all) {}

    /** Takes note of what an answer showed, by its treatments, and of what it was looked up by. */
    public void saw(AuditEvent event) {
        if (!event.decision().equals("PERMITTED") || event.dataset().isEmpty() || event.time().isBefore(from)) {
            return;
        }
        Stream<String> shown = event.obligations().stream().filter(word -> word.indexOf('=') > 0 && !word.endsWith("=drop")).map(word -> word.substring(0, word.indexOf('=')));
        Stream<String> matched = event.details().keySet().stream().filter(key -> key.startsWith("lookup.")).map(key -> key.substring("lookup.".length()));
        Stream.concat(shown, matched).forEach(item -> reads.add(new Read(event.organisation(), new DatasetCode(event.dataset()), item)));
    }

    /** Of the grants in force at the moment, those with items that were not read. */
    public List<Unused> of(List<Grant> grants, Instant now) {
        return grants.stream().filter(grant -> !grant.suspended())
                .filter(grant -> grant.from().filter(begin -> begin.isAfter(from)).isEmpty() && grant.to().filter(end -> !end.isAfter(now)).isEmpty())
                .map(this::unused).filter(unused -> !unused.items().isEmpty()).toList();
    }

    private Unused unused(Grant grant) {
        List<ItemName> items = grant.rules().stream().filter(Rule.Allow.class::isInstance).map(Rule.Allow.class::cast)
                .filter(allow -> !allow.head().accesses().contains(Access.MATCH)).flatMap(allow -> allow.items().stream()).distinct().sorted(Comparator.comparing(ItemName::value)).toList();
        Predicate<ItemName> read = item -> reads.contains(new Read(grant.organisation(), grant.dataset(), item.value()));
        return new Unused(grant, items.stream().filter(read.negate()).toList(), items.stream().noneMatch(read));
    }

    /** The grant's text with the items that were read only; suspended if there are none. Everything else stays word for word. */
    public static String narrower(String text, Unused unused) {
        if (unused.all()) {
            return text.stripTrailing() + "\nsuspended: true\n";
        }
        Set<String> away = unused.items().stream().map(ItemName::value).collect(Collectors.toSet());
        Matcher matcher = LIST.matcher(text);
        StringBuilder narrower = new StringBuilder();
        while (matcher.find()) {
            List<String> kept = Stream.of(matcher.group(2).replaceAll("#[^\\r\\n]*", "").split("[\\s,\\[\\]-]+")).filter(word -> !word.isEmpty() && !away.contains(word)).toList();
            String end = matcher.group(2).endsWith("\n") ? "\n" : "";
            matcher.appendReplacement(narrower, Matcher.quoteReplacement(kept.isEmpty() ? "" : wrapped(matcher.group(1), kept) + end));
        }
        return matcher.appendTail(narrower).toString().replaceAll("(?m)^\\R", "");
    }

    private static String wrapped(String key, List<String> words) {
        StringBuilder all = new StringBuilder(key + ": [");
        int line = all.length();
        for (int index = 0; index < words.size(); index++) {
            String word = words.get(index) + (index + 1 < words.size() ? ", " : "]");
            if (line + word.length() > WIDTH) {
                all.setLength(all.length() - 1);
                all.append("\n  ");
                line = 2;
            }
            all.append(word);
            line += word.length();
        }
        return all.toString();
    }
}
