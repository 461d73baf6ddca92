package datong.schema;

import java.util.regex.Pattern;

/** Catalogue code of a dataset ({@code catalogue_code} of the envelope): what a department asks for by name. */
public record DatasetCode(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    public DatasetCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a dataset code is lower-case letters, digits, '-' and '.', 64 at most");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
