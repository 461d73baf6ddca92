package datong.mapping;

import datong.schema.check.Checked;
import datong.schema.check.CreditCode;
import datong.schema.check.DivisionCode;
import datong.schema.check.GridCode;
import datong.schema.check.Mobile;
import datong.schema.check.Phone;
import datong.schema.check.Plate;
import datong.schema.check.ResidentId;

/** Texts, codes and numbers that name someone or something, through the schema's checks. */
final class Identifiers {
    private Identifiers() {}

    static Object text(String text, Reading reading) {
        return text;
    }

    static Object name(String text, Reading reading) {
        if (Texts.lossy(text)) {
            reading.doubt("NAME_LOSSY");
        }
        return text;
    }

    /** A code without blanks, in plain characters. */
    static Object code(String text, Reading reading) {
        String code = Texts.compact(Texts.plain(text));
        return Texts.scientific(code) ? precisionLost(reading) : code;
    }

    static Object mobile(String text, Reading reading) {
        return checked(Mobile.parse(text), text, reading);
    }

    /** A mobile, a landline or a short number (12345, 110). */
    static Object phone(String text, Reading reading) {
        String plain = Texts.plain(text);
        return plain.length() >= 3 && plain.length() <= 5 && Texts.digits(plain) ? plain : checked(Phone.parse(text), text, reading);
    }

    static Object plate(String text, Reading reading) {
        return checked(Plate.parse(text), text, reading);
    }

    static Object division(String text, Reading reading) {
        return checked(DivisionCode.parse(text), text, reading);
    }

    /** Grids of fewer digits than the standard's are kept as they are, with a flag. */
    static Object grid(String text, Reading reading) {
        Checked checked = GridCode.parse(text);
        String plain = Texts.compact(Texts.plain(text));
        if (checked instanceof Checked.Invalid(String rule, String message) && Texts.digits(plain) && plain.length() < 15) {
            reading.doubt(rule);
            return plain;
        }
        return checked(checked, text, reading);
    }

    static Object creditCode(String text, Reading reading) {
        return switch (CreditCode.parse(text)) {
            case CreditCode.Invalid(CreditCode.Fault fault) -> Texts.scientific(text) ? precisionLost(reading) : reading.refuse(fault.name(), fault.message());
            case CreditCode.Valid(String code, boolean inner) -> {
                if (!inner) {
                    reading.doubt(CreditCode.INNER_CHECK);
                }
                yield code;
            }
        };
    }

    static Object residentId(String text, Reading reading) {
        return switch (ResidentId.parse(text)) {
            case ResidentId.Masked() -> reading.doubt("MASKED");
            case ResidentId.Invalid(ResidentId.Fault fault) when fault == ResidentId.Fault.ID_PRECISION_LOST -> precisionLost(reading);
            case ResidentId.Invalid(ResidentId.Fault fault) -> reading.refuse(fault.name(), fault.message());
            case ResidentId.Valid valid -> {
                if (valid.bornBefore1900()) {
                    reading.doubt("ID_BORN_BEFORE_1900");
                }
                if (valid.precisionDoubtful()) {
                    reading.doubt("ID_PRECISION_DOUBTFUL");
                }
                yield valid.number();
            }
        };
    }

    private static Object checked(Checked checked, String text, Reading reading) {
        return switch (checked) {
            case Checked.Valid(String value) -> value;
            case Checked.Masked() -> reading.doubt("MASKED");
            case Checked.Invalid(String rule, String message) -> Texts.scientific(text) ? precisionLost(reading) : reading.refuse(rule, message);
        };
    }

    private static Object precisionLost(Reading reading) {
        return reading.reject("ID_PRECISION_LOST", ResidentId.Fault.ID_PRECISION_LOST.message());
    }

    static Object truth(String text, Reading reading) {
        return switch (Texts.plain(text)) {
            case "是", "有", "真", "对", "√", "Y", "y", "YES", "Yes", "yes", "true", "TRUE", "True", "1", "T" -> true;
            case "否", "没有", "假", "×", "N", "n", "NO", "No", "no", "false", "FALSE", "False", "0", "F", "不是" -> false;
            default -> reading.refuse("NOT_A_BOOLEAN", "expected 是 or 否, or words that 'codes' maps to true and false");
        };
    }
}
