package datong.schema.constraint;

import datong.schema.check.DivisionCode;
import datong.schema.check.GridCode;
import datong.schema.check.ResidentId;
import java.math.BigDecimal;
import java.time.Instant;

/** Agreements that several elements ask for. */
final class Agreement {
    private static final BigDecimal WEST = BigDecimal.valueOf(73);
    private static final BigDecimal EAST = BigDecimal.valueOf(136);
    private static final BigDecimal SOUTH = BigDecimal.valueOf(3);
    private static final BigDecimal NORTH = BigDecimal.valueOf(54);

    private Agreement() {}

    static void division(Findings findings, String property, String code) {
        if (code == null || !digits(code)) {
            return;
        }
        if (code.length() != 12) {
            findings.add("DIVISION_SHORT", property, "pad the code to 12 digits; convert it in the mapping with 'as: division'");
            return;
        }
        if (!DivisionCode.plausible(code)) {
            findings.add("DIVISION_RANGE", property, "the parts of the code lie outside the ranges of GB/T 10114");
        }
    }

    static void grid(Findings findings, String grid, String division) {
        if (grid != null && grid.length() == 15 && division != null && division.length() == 12 && !GridCode.within(grid, division)) {
            findings.add("GRID_OUTSIDE_DIVISION", "gridCode", "a grid code begins with the code of its division");
        }
    }

    /** Mainland: longitude 73 to 136, latitude 3 to 54. Local plane coordinates have no such range. */
    static void coordinates(Findings findings, BigDecimal longitude, BigDecimal latitude, String system) {
        if (longitude == null && latitude == null) {
            return;
        }
        if (longitude == null || latitude == null) {
            findings.add("COORDINATES_HALF", longitude == null ? "longitude" : "latitude", "longitude and latitude come together");
            return;
        }
        if (system == null) {
            findings.add("COORD_SYSTEM_MISSING", "coordSystem", "coordinates need their system; systems differ by hundreds of metres");
        }
        if (!"LOCAL".equals(system)) {
            range(findings, longitude, latitude);
        }
    }

    private static void range(Findings findings, BigDecimal longitude, BigDecimal latitude) {
        if (longitude.signum() == 0 && latitude.signum() == 0) {
            findings.add("COORDINATES_ZERO", "longitude", "(0, 0) means that the source does not know; map it to nothing");
            return;
        }
        if (within(longitude, WEST, EAST) && within(latitude, SOUTH, NORTH)) {
            return;
        }
        boolean swapped = within(latitude, WEST, EAST) && within(longitude, SOUTH, NORTH);
        findings.add(swapped ? "COORDINATES_SWAPPED" : "COORDINATES_RANGE", "longitude",
                swapped ? "longitude and latitude seem to be swapped" : "longitude is 73 to 136 and latitude 3 to 54");
    }

    /** What a resident ID tells although it keeps its check; gives the ID, or null if it is none. */
    static ResidentId.Valid residentId(Findings findings, String property, String number) {
        if (number == null || number.length() != 18 || !(ResidentId.parse(number) instanceof ResidentId.Valid id)) {
            return null;
        }
        if (id.bornBefore1900()) {
            findings.add("ID_BORN_BEFORE_1900", property, "the number tells a birth before 1900");
        }
        if (id.precisionDoubtful()) {
            findings.add("ID_PRECISION_DOUBTFUL", property, "the number ends in 000 as numbers do that a spreadsheet has cut; ask the source");
        }
        return id;
    }

    static void order(Findings findings, String rule, Instant first, Instant then, String property, String message) {
        if (first != null && then != null && then.isBefore(first)) {
            findings.add(rule, property, message);
        }
    }

    private static boolean within(BigDecimal value, BigDecimal least, BigDecimal most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static boolean digits(String code) {
        for (int index = 0; index < code.length(); index++) {
            if (code.charAt(index) < '0' || code.charAt(index) > '9') {
                return false;
            }
        }
        return true;
    }
}
