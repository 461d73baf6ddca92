package datong.resolution;

import datong.schema.Element;
import datong.schema.ItemName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which items of the records stand beside one another when somebody compares them, in the words of the kind. */
public final class Comparison {
    private static final Map<Kind, List<String>> ITEMS = Map.of(
            Kind.PERSON, List.of("name", "id_type", "id_number", "id_masked", "mobile", "other_phones", "birth_date", "sex", "residence_address",
                    "residence_division_code", "household_reg_address", "household_no", "population_type", "employer", "care_category"),
            Kind.PLACE, List.of("standard_address", "place_type", "division_code", "estate_name", "road_name", "road_number", "building_no", "unit_no", "room_no",
                    "building_use", "floor_area", "is_rental", "rental_use", "hazard_type", "owner_name"),
            Kind.ORGANISATION, List.of("name", "uscc", "org_type", "contact_name", "contact_phone", "registered_address", "division_code", "status"),
            Kind.MATTER, List.of("source_no", "channel", "title", "content", "category_path", "event_code", "reported_at", "location_text", "division_code",
                    "reporter_name", "reporter_phone", "lead_org_name", "status"));
    private static final Map<String, String> IN_OPINIONS = Map.of("title", "title", "content", "summary", "category_path", "topic_code", "reported_at", "captured_at",
            "location_text", "location_text", "division_code", "division_code", "lead_org_name", "response_org_name", "status", "response_status");

    private Comparison() {}

    /** The element whose items name the rows. */
    public static Element element(Kind kind) {
        return switch (kind) {
            case PERSON -> Element.PERSON;
            case PLACE -> Element.PLACE;
            case ORGANISATION -> Element.ORGANISATION;
            case MATTER -> Element.MATTER;
        };
    }

    public static List<ItemName> items(Kind kind) {
        return ITEMS.get(kind).stream().map(ItemName::new).toList();
    }

    /** Item of the kind → item in which a record of the element tells of it in this role. */
    public static Map<ItemName, ItemName> words(Kind kind, Element element, Role role) {
        if (role.mention()) {
            return role.items();
        }
        Map<ItemName, ItemName> words = new LinkedHashMap<>();
        for (ItemName item : items(kind)) {
            in(element, kind, item).ifPresent(other -> words.put(item, other));
        }
        return words;
    }

    private static Optional<ItemName> in(Element element, Kind kind, ItemName item) {
        if (element == element(kind)) {
            return Optional.of(item);
        }
        return kind == Kind.MATTER && element == Element.OPINION ? Optional.ofNullable(IN_OPINIONS.get(item.value())).map(ItemName::new) : Optional.empty();
    }
}
