package datong.schema.check;

/** Sex as the 17th digit of a resident ID tells it, with its code in GB/T 2261.1. */
public enum Sex {
    MALE("1"), FEMALE("2");

    private final String code;

    Sex(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
