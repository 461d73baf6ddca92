package datong.studio;

/** What the text of a cell looks like. One cell may show several. */
public enum Clue {
    RESIDENT_ID, CREDIT_CODE, MOBILE, PHONE, SEVERAL_PHONES, PLATE, BANK_CARD, MASKED, DIVISION, GRID, LONGITUDE, LATITUDE,
    TIMESTAMP, DATE, DATE_WITHOUT_YEAR, TIME_OF_DAY, TIME_AGO, INTEGER, DECIMAL, WITH_UNIT, TRUTH, NAME, ADDRESS, SENTENCE, PATH, WEB_ADDRESS,
    CUT_NUMBER;

    /** Whether a cell that shows it says who somebody is, whatever its column is called. */
    public boolean personal() {
        return switch (this) {
            case RESIDENT_ID, MOBILE, PHONE, SEVERAL_PHONES, PLATE, BANK_CARD, MASKED, NAME, ADDRESS -> true;
            case CREDIT_CODE, DIVISION, GRID, LONGITUDE, LATITUDE, TIMESTAMP, DATE, DATE_WITHOUT_YEAR, TIME_OF_DAY, TIME_AGO, INTEGER, DECIMAL,
                    WITH_UNIT, TRUTH, SENTENCE, PATH, WEB_ADDRESS, CUT_NUMBER -> false;
        };
    }
}
