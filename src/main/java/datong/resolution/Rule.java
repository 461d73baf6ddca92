package datong.resolution;

/** By what two records are held to be the same (DOMAIN §3.12). Only an automatic rule merges; the others offer a candidate. */
public enum Rule {
    /** The same valid document number of the same type. */
    SAME_ID(Kind.PERSON, true),
    /** No number on one side; name and mobile agree exactly. */
    NAME_MOBILE(Kind.PERSON, false),
    /** No number on one side; name, birth date and building of residence agree exactly. */
    NAME_BIRTH_BUILDING(Kind.PERSON, false),
    /** A visit names somebody who lives in the very room visited. */
    VISITED_AT_HOME(Kind.PERSON, false),
    /** The same social credit code. */
    SAME_CREDIT_CODE(Kind.ORGANISATION, true),
    /** No code on one side; the normalised names agree. */
    SAME_NAME(Kind.ORGANISATION, false),
    /** The same division, estate or road, building, unit and room. */
    SAME_ADDRESS(Kind.PLACE, true),
    /** The same building; the rest of the address is alike. */
    SIMILAR_ADDRESS(Kind.PLACE, false),
    /** One record names the number of the other. */
    STATED_NUMBER(Kind.MATTER, true),
    /** The source itself says that these belong together. */
    SOURCE_CLUSTER(Kind.MATTER, true),
    /** The same device and scene within minutes: one alarm that repeats itself. */
    DEVICE_REPEAT(Kind.MATTER, true),
    /** Other channel, same reporter, same topic, few days apart, alike in text. */
    SAME_REPORTER(Kind.MATTER, false),
    /** Other channel, same place, same topic, few days apart, alike in text. */
    SAME_PLACE(Kind.MATTER, false);

    private final Kind kind;
    private final boolean automatic;

    Rule(Kind kind, boolean automatic) {
        this.kind = kind;
        this.automatic = automatic;
    }

    public Kind kind() {
        return kind;
    }

    public boolean automatic() {
        return automatic;
    }
}
