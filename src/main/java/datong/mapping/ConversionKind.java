package datong.mapping;

import datong.schema.ItemDefinition;
import datong.schema.ItemType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The conversions a mapping can ask for with {@code as}. */
public enum ConversionKind {
    TEXT(ItemType.STRING), NAME(ItemType.STRING), CODE(ItemType.STRING), MOBILE(ItemType.STRING), PHONE(ItemType.STRING),
    RESIDENT_ID(ItemType.STRING), CREDIT_CODE(ItemType.STRING), DIVISION(ItemType.STRING), GRID(ItemType.STRING),
    PLATE(ItemType.STRING), PLACE(ItemType.STRING), INTEGER(ItemType.INTEGER), DECIMAL(ItemType.DECIMAL), COORDINATES(ItemType.DECIMAL),
    DATE(ItemType.DATE), TIMESTAMP(ItemType.TIMESTAMP), BOOLEAN(ItemType.BOOLEAN), LIST(ItemType.STRINGS), JSON(ItemType.JSON);

    private final ItemType result;

    ConversionKind(ItemType result) {
        this.result = result;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ConversionKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Whether its value can stand in an item of this type; a list takes every conversion that gives a text, part by part. */
    public boolean fits(ItemType type) {
        return result == type || type == ItemType.STRINGS && result == ItemType.STRING;
    }

    public ItemType result() {
        return result;
    }

    /** A value that cannot be used says whose record this is, so it is never just dropped. */
    public boolean identifies() {
        return this == RESIDENT_ID || this == CREDIT_CODE;
    }

    /** What an item gets when its mapping does not say. */
    public static ConversionKind usual(ItemDefinition item) {
        return switch (item.type()) {
            case INTEGER -> INTEGER;
            case DECIMAL -> DECIMAL;
            case DATE -> DATE;
            case TIMESTAMP -> TIMESTAMP;
            case BOOLEAN -> BOOLEAN;
            case JSON -> JSON;
            case STRING, STRINGS -> switch (item.kind()) {
                case NAME -> NAME;
                case PHONE -> PHONE;
                case ID_NUMBER, REFERENCE, CODE -> CODE;
                case CREDIT_CODE -> CREDIT_CODE;
                case DIVISION -> DIVISION;
                case GRID -> GRID;
                case PLATE -> PLATE;
                case PLAIN, ADDRESS, FREE_TEXT, URL, COORDINATE, AMOUNT, DATE, TIME -> TEXT;
            };
        };
    }

    /** @param masks whether a starred text must not pass as a value even where the conversion would let it */
    public Conversion conversion(Moments moments, Numbers numbers, boolean masks) {
        return switch (this) {
            case TEXT, LIST -> masks ? Conversion.maskable(Identifiers::text) : Identifiers::text;
            case NAME -> Conversion.maskable(Identifiers::name);
            case CODE -> Conversion.maskable(Identifiers::code);
            case MOBILE -> Conversion.maskable(Identifiers::mobile);
            case PHONE -> Conversion.maskable(Identifiers::phone);
            case RESIDENT_ID -> Conversion.maskable(Identifiers::residentId);
            case CREDIT_CODE -> Conversion.maskable(Identifiers::creditCode);
            case PLATE -> Conversion.maskable(Identifiers::plate);
            case PLACE -> PlacePart::find;
            case DIVISION -> Identifiers::division;
            case GRID -> Identifiers::grid;
            case BOOLEAN -> Identifiers::truth;
            case INTEGER -> numbers::integer;
            case DECIMAL, COORDINATES -> numbers::decimal;
            case DATE -> moments::date;
            case TIMESTAMP -> moments::instant;
            case JSON -> JsonText::parse;
        };
    }
}
