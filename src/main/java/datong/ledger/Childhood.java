package datong.ledger;

import datong.schema.ItemName;
import java.time.LocalDate;
import java.util.Collection;

/**
 * Whether somebody is under fourteen today (PIPL 28). What marked them when their record was stored was their age on that day, so a birth date that the
 * record gives says when it ends; a mark without one stands.
 */
public record Childhood(LocalDate today) {
    public static final ItemName MARK = new ItemName("is_minor_u14");
    public static final ItemName BIRTH_DATE = new ItemName("birth_date");
    public static final ItemName OWN_NUMBER = new ItemName("id_number");
    private static final int YEARS = 14;

    public boolean lasts(LocalDate born) {
        return born.isAfter(today.minusYears(YEARS));
    }

    /** @param births what one person's record says of their birth: the date, and that in a resident's number */
    public boolean lasts(boolean marked, Collection<LocalDate> births) {
        return births.isEmpty() ? marked : births.stream().anyMatch(this::lasts);
    }
}
