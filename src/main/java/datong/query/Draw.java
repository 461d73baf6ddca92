package datong.query;

import com.github.f4b6a3.ulid.Ulid;
import datong.ledger.EntryId;
import datong.ledger.Ledger;
import datong.ledger.LedgerRow;
import datong.ledger.Selection;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A place at random among the records of a selection. */
record Draw(Ledger ledger, Random random) {
    /** The same selection from a place on after which some record stands. */
    Selection from(Selection all) {
        List<LedgerRow> first = ledger.read(with(all, List.of(), Optional.empty(), 1));
        List<LedgerRow> last = ledger.read(with(all, List.of(new Selection.Order(Question.RECORD_ID, true)), Optional.empty(), 1));
        if (first.isEmpty() || last.isEmpty()) {
            return all;
        }
        BigInteger low = number(first.getFirst().id()).subtract(BigInteger.ONE);
        BigInteger width = number(last.getFirst().id()).subtract(low);
        BigInteger place = low.add(new BigInteger(width.bitLength() + 64, random).mod(width));
        return with(all, List.of(), Optional.of(new Selection.Cursor(List.of(), id(place))), all.limit());
    }

    private static Selection with(Selection all, List<Selection.Order> order, Optional<Selection.Cursor> after, int limit) {
        return new Selection(all.dataset(), all.element(), all.items(), all.scope(), all.conditions(), order, after, limit);
    }

    private static BigInteger number(EntryId id) {
        return new BigInteger(1, Ulid.from(id.value()).toBytes());
    }

    private static EntryId id(BigInteger number) {
        return new EntryId(new Ulid(number.shiftRight(64).longValue(), number.longValue()).toString());
    }
}
