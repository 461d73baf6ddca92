package datong.oversight.jdbc;

import datong.oversight.Question.Part;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts by one thing at a time, in one reading: by the hour of the day, and by each part of a question that pictures show. */
final class Slices {
    static final List<Part> GROUPED = List.of(Part.ORGANISATION, Part.DATASET, Part.PURPOSE, Part.ACTOR, Part.RULE);
    static final String DAY = "(hour AT TIME ZONE 'Asia/Shanghai')::date";
    /** What a row counts by the hour of the day. */
    static final String CLOCK = "clock";
    private static final String HOUR = "extract(hour FROM hour AT TIME ZONE 'Asia/Shanghai')::int";
    private static final List<String> COLUMNS = GROUPED.stream().map(Part::word).toList();
    static final String SETS = "GROUPING SETS ((" + HOUR + "), (" + String.join("), (", COLUMNS) + "))";
    /** By what a row counts: the column that is not grouped away. */
    static final String PART = "CASE WHEN grouping(" + HOUR + ") = 0 THEN '" + CLOCK + "' " + COLUMNS.stream().map(column -> "WHEN grouping(" + column + ") = 0 THEN '" + column + "'")
            .collect(Collectors.joining(" ")) + " END";
    static final String NAME = "coalesce(" + Stream.concat(Stream.of("(" + HOUR + ")::text"), COLUMNS.stream()).collect(Collectors.joining(", ")) + ")";

    private Slices() {}
}
