package datong.policy.yaml;

import datong.policy.Organisations.KnownOrganisation;
import datong.policy.Subject;
import datong.policy.Vocabulary.Term;
import datong.schema.DatasetCode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.TreeSet;

/** Reads {@code purposes, scenes, groups, organisations, subjects}: the files whose words the policies use. */
final class WordFiles {
    /** In the order in which one needs the other. */
    static final java.util.List<String> NAMES =
            java.util.List.of("purposes.yaml", "scenes.yaml", "groups.yaml", "organisations.yaml", "subjects.yaml", "roles.yaml", "zones.yaml");
    /** A folder without roles or zones has none. */
    static final Set<String> OPTIONAL = Set.of("roles.yaml", "zones.yaml");
    private static final Set<String> RANGERS_OWN_GROUPS = Set.of("public", "all");

    /** The three administrators of GB/T 22239, who watch one another. */
    private static final Map<String, String> DUTIES = Map.of("system", "system", "security", "security", "audit", "audit");

    private final Words words;

    WordFiles(Words words) {
        this.words = words;
    }

    void read(FolderFiles.Text file) {
        StrictMap top = StrictMap.read(file.path(), file.text()).only(file.stem());
        StrictMap entries = top.map(file.stem());
        for (String code : entries.keys()) {
            switch (file.path()) {
                case "purposes.yaml" -> purpose(entries, code);
                case "scenes.yaml" -> words.scenes.put(shaped(entries, code, "[A-Z0-9_]{2,32}", "a scene"), term(entries, code));
                case "groups.yaml" -> group(entries, code);
                case "organisations.yaml" -> organisation(entries, code);
                case "roles.yaml" -> role(entries, code);
                case "zones.yaml" -> zone(entries, code);
                default -> subject(entries, code);
            }
        }
    }

    private void purpose(StrictMap entries, String code) {
        shaped(entries, code, "[A-Z0-9_]+(\\.[A-Z0-9_]+)*", "a purpose");
        int dot = code.lastIndexOf('.');
        if (dot > 0 && !words.purposes.containsKey(code.substring(0, dot))) {
            throw entries.refuse(code, "purpose '" + code + "' needs '" + code.substring(0, dot) + "' above it");
        }
        words.purposes.put(code, term(entries, code));
    }

    private void group(StrictMap entries, String code) {
        shaped(entries, code, "[a-z][a-z0-9-]{1,40}", "a group");
        if (RANGERS_OWN_GROUPS.contains(code)) {
            throw entries.refuse(code, "group '" + code + "' would mean everybody to Ranger; choose another name");
        }
        StrictMap entry = entries.map(code).only("chinese", "english", "duty", "data");
        words.groups.put(code, new Term(code, entry.text("chinese"), entry.text("english")));
        entry.maybe("duty").ifPresent(duty -> words.duties.put(code, entry.known("duty", duty, DUTIES, "duty")));
        entry.maybe("data").ifPresent(word -> words.withoutData.add(entry.known("data", word, Map.of("none", code), "answer to 'data'")));
    }

    /** A role may hold those that stand above it, so none can hold itself. */
    private void role(StrictMap entries, String code) {
        shaped(entries, code, "[a-z][a-z0-9-]{1,40}", "a role");
        StrictMap entry = entries.map(code).only("chinese", "english", "groups", "users", "roles");
        entry.text("chinese");
        entry.text("english");
        Words.Members members = words.members(entry);
        if (members.isEmpty()) {
            throw entries.refuse(code, "role '" + code + "' has nobody: name 'groups', 'users' or 'roles' that stand above it");
        }
        words.roles.put(code, members);
    }

    private void zone(StrictMap entries, String code) {
        shaped(entries, code, "[a-z][a-z0-9-]{1,40}", "a zone");
        StrictMap entry = entries.map(code).only("chinese", "english", "organisation", "datasets");
        entry.text("chinese");
        entry.text("english");
        entry.known("organisation", entry.text("organisation"), words.organisations, "organisation");
        Set<DatasetCode> datasets = words.knownDatasets(entry, "datasets");
        if (datasets.isEmpty()) {
            throw entries.refuse(code, "zone '" + code + "' names no 'datasets'");
        }
        datasets.stream().filter(words.zoned()::contains).findFirst().ifPresent(taken -> {
            throw entry.refuse("datasets", "'" + taken + "' is of another zone already");
        });
        words.zones.put(code, datasets);
    }

    private static Term term(StrictMap entries, String code) {
        StrictMap labels = entries.map(code).only("chinese", "english");
        return new Term(code, labels.text("chinese"), labels.text("english"));
    }

    private void organisation(StrictMap entries, String code) {
        if (!CreditCodes.valid(code)) {
            throw entries.refuse(code, "'" + code + "' is no unified social credit code (its check digit does not fit)");
        }
        StrictMap entry = entries.map(code).only("chinese", "english", "division", "aliases");
        words.organisations.put(code, new KnownOrganisation(code, entry.text("chinese"), entry.text("english"),
                digits(entry, "division"), entry.words("aliases")));
    }

    private void subject(StrictMap entries, String id) {
        shaped(entries, id, "[a-z][a-z0-9-]{1,40}", "a subject");
        StrictMap entry = entries.map(id).only("kind", "name", "organisation", "division", "groups", "sources");
        Subject.Kind kind = entry.known("kind", entry.text("kind"), Map.of("person", Subject.Kind.PERSON, "system", Subject.Kind.SYSTEM), "kind");
        String organisation = entry.text("organisation");
        entry.known("organisation", organisation, words.organisations, "organisation");
        Set<String> sources = Set.copyOf(entry.words("sources"));
        refuseTwoDuties(entry, id, organisation);
        refuseDataBesideNone(entry, id);
        words.subjects.put(id, new Subject(id, kind, entry.text("name"), organisation,
                entry.has("division") ? digits(entry, "division") : "", words.groups(entry, "groups"), sources));
    }

    /** One person under two names is one person, if organisation and name are the same. */
    private void refuseTwoDuties(StrictMap entry, String id, String organisation) {
        Set<String> duties = duties(words.groups(entry, "groups"));
        words.subjects.values().stream().filter(other -> other.organisation().equals(organisation) && other.displayName().equals(entry.text("name")))
                .forEach(other -> duties.addAll(duties(other.groups())));
        if (duties.size() > 1) {
            throw entry.refuse("groups", "'" + id + "' would administer " + String.join(" and ", duties)
                    + ": system, security and audit are three persons who cannot be one (GB/T 22239)");
        }
    }

    private Set<String> duties(Set<String> groups) {
        return groups.stream().filter(words.duties::containsKey).map(words.duties::get).collect(Collectors.toCollection(TreeSet::new));
    }

    private void refuseDataBesideNone(StrictMap entry, String id) {
        Set<String> groups = words.groups(entry, "groups");
        if (groups.stream().anyMatch(words.withoutData::contains) && !words.withoutData.containsAll(groups)) {
            throw entry.refuse("groups", "'" + id + "' is in a group that has no data, so it can be in no other (Decree 809, Art. 36)");
        }
    }

    private static String digits(StrictMap entry, String key) {
        String division = entry.text(key);
        if (!division.matches("[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15}")) {
            throw entry.refuse(key, "'" + division.toLowerCase(Locale.ROOT) + "' is no division or grid: 6, 9, 12 or 15 digits are expected");
        }
        return division;
    }

    private static String shaped(StrictMap entries, String code, String shape, String noun) {
        if (!code.matches(shape)) {
            throw entries.refuse(code, "'" + code + "' cannot be " + noun + ": it must look like " + shape);
        }
        return code;
    }
}
