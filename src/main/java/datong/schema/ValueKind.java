package datong.schema;

/** What a value means to the eye, which decides how it is masked and generalised. */
public enum ValueKind {
    PLAIN, CODE, NAME, PHONE, ID_NUMBER, ADDRESS, PLATE, CREDIT_CODE, DIVISION, GRID, FREE_TEXT, URL, REFERENCE, COORDINATE, AMOUNT, DATE, TIME
}
