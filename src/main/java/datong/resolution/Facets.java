package datong.resolution;

import datong.schema.Element;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads facets out of records: what each tells, of whom, and by which evidence. Pure; one instance serves all threads. */
public final class Facets {
    /** Names the way evidence is made; another name makes the hub look at all records anew. */
    public static final String VERSION = "1";
    private static final Pattern HONORIFIC = Pattern.compile(".{0,2}(?:先生|女士|大爷|大妈|阿姨|叔叔|某.*|\\*+.*|平台)$");
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final int SHORTEST_NUMBER = 8;
    private final EvidenceKeys keys;
    private final Knowledge knowledge;
    private final AddressReader addresses;
    private final Function<String, byte[]> personIndex;

    /** @param personIndex the blind index that a person's own document number would have */
    public Facets(EvidenceKeys keys, Knowledge knowledge, Function<String, byte[]> personIndex) {
        this.keys = keys;
        this.knowledge = knowledge;
        this.addresses = knowledge.addresses();
        this.personIndex = personIndex;
    }

    /** The items of an element that are read for its facets. */
    public static List<String> items(Element element) {
        return switch (element) {
            case PERSON -> List.of("id_type", "id_number", "name", "mobile", "birth_date", "residence_address", "residence_division_code");
            case PLACE -> List.of("place_type", "division_code", "standard_address", "road_name", "road_number", "estate_name", "building_no", "unit_no",
                    "floor_no", "room_no", "owner_name", "owner_id_number", "owner_phone");
            case MATTER -> List.of("matter_type", "source_no", "channel", "title", "content", "category_path", "event_code", "reported_at", "division_code",
                    "location_text", "reporter_name", "reporter_phone", "reporter_id_number", "is_confidential", "measures", "lead_org_name");
            case OPINION -> List.of("opinion_type", "title", "summary", "published_at", "captured_at", "topic_code", "division_code", "location_text",
                    "related_matter_ids", "cluster_id", "visit_info", "response_org_name");
            case ORGANISATION -> List.of("uscc", "name", "division_code");
            case THING -> List.of("maintain_org_name", "division_code");
        };
    }

    public List<Facet> of(Opened record) {
        return switch (record.element()) {
            case PERSON -> person(record);
            case PLACE -> place(record);
            case MATTER -> matter(record);
            case OPINION -> opinion(record);
            case ORGANISATION -> organisation(record);
            case THING -> List.of();
        };
    }

    // ---- persons

    private List<Facet> person(Opened record) {
        List<Facet> facets = new ArrayList<>();
        Address home = addresses.read(record.value("residence_address"), division(record.value("residence_division_code")));
        Optional<byte[]> identity = record.value("id_number").isEmpty() || record.flags().stream().anyMatch(Facets::doubtsNumber)
                ? Optional.empty() : Optional.of(identity(record.value("id_type"), record.value("id_number")));
        facets.add(facet(Kind.PERSON, record, Role.SELF, identity, Rule.SAME_ID, clues(
                nameAndMobile(record, "name", record.value("mobile")),
                home.block().map(block -> keys.of("person-birth", name(record, "name"), record.value("birth_date"), block)).orElse(Facet.NONE),
                home.home().map(room -> keys.of("person-home", name(record, "name"), room)).orElse(Facet.NONE)), record.storedAt()));
        address(record, home, facets);
        return facets;
    }

    private static boolean doubtsNumber(String flag) {
        return flag.equals("ID_PRECISION_DOUBTFUL") || flag.equals("ID_BORN_BEFORE_1900");
    }

    private byte[] identity(String type, String blindIndex) {
        return keys.of("person-id", type.isEmpty() ? "111" : type, blindIndex);
    }

    private Optional<byte[]> mentioned(String number) {
        return number.isEmpty() ? Optional.empty() : Optional.of(identity("111", java.util.HexFormat.of().formatHex(personIndex.apply(number))));
    }

    /** A name that lost a character, or is none, supports nothing. */
    private static String name(Opened record, String item) {
        String name = record.value(item).replace(" ", "");
        boolean lossy = record.flags().contains("NAME_LOSSY");
        return lossy || name.length() < 2 || name.indexOf('*') >= 0 || HONORIFIC.matcher(name).matches() ? "" : name;
    }

    private byte[] nameAndMobile(Opened record, String item, String mobile) {
        return keys.of("person-mobile", name(record, item), MOBILE.matcher(mobile).matches() ? mobile : "");
    }

    private Facet mention(Opened record, Role role, String name, String number, String phone) {
        return facet(Kind.PERSON, record, role, mentioned(number), Rule.SAME_ID, clues(nameAndMobile(record, name, phone)),
                record.storedAt());
    }

    // ---- places

    private List<Facet> place(Opened record) {
        List<Facet> facets = new ArrayList<>();
        Address address = addresses.read(placeText(record), division(record.value("division_code")));
        facets.add(facet(Kind.PLACE, record, Role.SELF, address.home().map(home -> keys.of("place", home)), Rule.SAME_ADDRESS,
                clues(address.whole().map(whole -> keys.of("place", whole)).orElse(Facet.NONE),
                        Facet.NONE, address.block().map(block -> keys.of("place-room", block, address.room())).orElse(Facet.NONE)),
                record.storedAt()));
        if (!record.value("owner_name").isEmpty()) {
            facets.add(mention(record, Role.OWNER, "owner_name", record.value("owner_id_number"), record.value("owner_phone")));
        }
        return facets;
    }

    private static String placeText(Opened record) {
        if (!record.value("standard_address").isEmpty()) {
            return record.value("standard_address");
        }
        return record.value("estate_name") + part(record.value("road_name") + record.value("road_number"), record.value("road_number").endsWith("号") ? "" : "号")
                + part(record.value("building_no"), "号楼") + part(record.value("unit_no"), "单元") + part(record.value("room_no"), "室");
    }

    private static String part(String value, String word) {
        return value.isEmpty() ? "" : value.replaceAll("(?:号楼|栋|幢|单元|室)$", "") + word;
    }

    /** That a record of another element tells of a place. */
    private void address(Opened record, Address address, List<Facet> facets) {
        if (address.grain().compareTo(Address.Grain.BUILDING) >= 0 || address.grain() == Address.Grain.SPOT) {
            facets.add(facet(Kind.PLACE, record, Role.ADDRESS, Optional.empty(), Rule.SAME_ADDRESS,
                    clues(address.whole().map(whole -> keys.of("place", whole)).orElse(Facet.NONE)), record.storedAt()));
        }
    }

    // ---- matters

    private List<Facet> matter(Opened record) {
        List<Facet> facets = new ArrayList<>();
        Instant at = record.moment("reported_at");
        String text = record.value("title") + " " + record.value("content");
        Address address = addresses.read(record.value("location_text"), division(record.value("division_code")));
        Stated stated = stated(record);
        facets.add(facet(Kind.MATTER, record, Role.SELF, stated.identity(), stated.rule(), matterClues(record, text, address,
                knowledge.topics().of(record.value("category_path"), event(record), text)), at));
        address(record, address, facets);
        if (!record.value("reporter_name").isEmpty() && !record.value("is_confidential").equals("true") && !"ALARM".equals(record.value("matter_type"))) {
            Facet reporter = mention(record, Role.REPORTER, "reporter_name", record.value("reporter_id_number"), record.value("reporter_phone"));
            if (reporter.identity().isPresent() || reporter.clues().getFirst().length > 0) {
                facets.add(reporter);
            }
        }
        return facets;
    }

    private byte[][] matterClues(Opened record, String text, Address address, Optional<String> topic) {
        byte[] device = device(record).map(found -> keys.of("device", found)).orElse(Facet.NONE);
        if (topic.isEmpty()) {
            return clues(Facet.NONE, Facet.NONE, Facet.NONE, device);
        }
        Optional<String> block = address.block();
        Optional<String> told = addresses.read(text, division(record.value("division_code"))).block().filter(place -> !block.equals(Optional.of(place)));
        return clues(keys.of("matter-reporter", topic.get(), record.value("reporter_phone")),
                block.map(place -> keys.of("matter-place", topic.get(), place)).orElse(Facet.NONE),
                told.map(place -> keys.of("matter-place", topic.get(), place)).orElse(Facet.NONE), device);
    }

    private record Stated(Optional<byte[]> identity, Rule rule) {}

    /** The number under which a record goes, its own or the one it names. */
    private Stated stated(Opened record) {
        String named = json(record.value("measures"), "case");
        String number = named.length() >= SHORTEST_NUMBER ? named : record.value("source_no");
        return new Stated(number.length() < SHORTEST_NUMBER ? Optional.empty() : Optional.of(keys.of("matter-number", number)), Rule.STATED_NUMBER);
    }

    private static String event(Opened record) {
        return record.value("event_code").replace(" ", "");
    }

    private List<Facet> opinion(Opened record) {
        List<Facet> facets = new ArrayList<>();
        String text = record.value("title") + " " + record.value("summary");
        Address address = addresses.read(record.value("location_text"), division(record.value("division_code")));
        Stated stated = opinionStated(record);
        facets.add(facet(Kind.MATTER, record, Role.SELF, stated.identity(), stated.rule(),
                matterClues(record, text, address, knowledge.topics().of(record.value("topic_code"), "", text)),
                record.moment("captured_at", "published_at")));
        address(record, address, facets);
        String visited = json(record.value("visit_info"), "object");
        address.home().filter(home -> visited.length() >= 2).ifPresent(home -> facets.add(facet(Kind.PERSON, record, Role.VISITED, Optional.empty(),
                Rule.SAME_ID, clues(Facet.NONE, Facet.NONE, keys.of("person-home", visited, home)), record.storedAt())));
        return facets;
    }

    private Stated opinionStated(Opened record) {
        String related = record.value("related_matter_ids").split("\u001e")[0];
        if (related.length() >= SHORTEST_NUMBER) {
            return new Stated(Optional.of(keys.of("matter-number", related)), Rule.STATED_NUMBER);
        }
        String cluster = record.value("cluster_id");
        return new Stated(cluster.isEmpty() ? Optional.empty() : Optional.of(keys.of("matter-cluster", record.source(), cluster)), Rule.SOURCE_CLUSTER);
    }

    /** Device and scene of an alarm, by which repeats are known; empty for anything else. */
    private static Optional<String> device(Opened record) {
        String device = json(record.value("measures"), "device");
        return "ALARM".equals(record.value("matter_type")) && !device.isEmpty() ? Optional.of(device + "|" + event(record)) : Optional.empty();
    }

    // ---- organisations

    private List<Facet> organisation(Opened record) {
        String code = record.value("uscc");
        String name = record.value("name");
        return List.of(facet(Kind.ORGANISATION, record, Role.SELF, code.isEmpty() ? Optional.empty() : Optional.of(keys.of("organisation", code)),
                Rule.SAME_CREDIT_CODE, clues(keys.of("organisation-name", name.isEmpty() ? "" : Organisations.normal(name))),
                record.storedAt()));
    }

    // ---- what all share

    private String division(String code) {
        return code.isEmpty() ? "" : knowledge.successions().current(code);
    }

    private static Facet facet(Kind kind, Opened record, Role role, Optional<byte[]> identity, Rule rule, byte[][] clues, Instant at) {
        return new Facet(kind, new MemberId(record.record(), role), record.element(), record.origin(), record.level(), identity, identity.map(there -> rule),
                List.of(clues), at);
    }

    private static byte[][] clues(byte[]... told) {
        byte[][] clues = new byte[Facet.CLUES][];
        for (int index = 0; index < clues.length; index++) {
            clues[index] = index < told.length ? told[index] : Facet.NONE;
        }
        return clues;
    }

    /** A text member of a flat JSON object as the mapping writes it; empty where it is not there. */
    public static String json(String object, String name) {
        if (object.isEmpty()) {
            return "";
        }
        Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(object);
        return member.find() ? member.group(1) : "";
    }
}
