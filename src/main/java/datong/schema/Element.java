package datong.schema;

import java.util.Arrays;
import java.util.Optional;

/** The six elements of the ledger (人、地、事、物、情、组织). */
public enum Element {
    PERSON("person", "人", "Person", Person.class),
    PLACE("place", "地", "Place", Place.class),
    MATTER("matter", "事", "Matter", Matter.class),
    THING("thing", "物", "Thing", Thing.class),
    OPINION("opinion", "情", "Opinion", Opinion.class),
    ORGANISATION("organisation", "组织", "Organisation", Organisation.class);

    private final String code;
    private final String chinese;
    private final String english;
    private final Class<? extends Record> type;

    Element(String code, String chinese, String english, Class<? extends Record> type) {
        this.code = code;
        this.chinese = chinese;
        this.english = english;
        this.type = type;
    }

    /** Lower-case word used in YAML, URLs and as the table's name. */
    public String code() {
        return code;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }

    /** The record whose components are this element's items. */
    public Class<? extends Record> type() {
        return type;
    }

    public static Optional<Element> of(String code) {
        return Arrays.stream(values()).filter(element -> element.code.equals(code)).findFirst();
    }
}
