package datong.ledger;

import datong.schema.DatasetCode;
import datong.schema.Element;
import datong.schema.ItemName;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Reads what counting needs: the records of a dataset as they stood at earlier moments. */
public interface Surveys {
    /** Streams every version that was current at some moment asked about, with constant memory, in one consistent snapshot. */
    void run(Survey survey, Consumer<Version> versions);

    /**
     * @param sets each says of every version whether it belongs to it
     * @param from and @param to first and last moment asked about
     * @param order what stands together: the versions of a record, or those of a person, each by record id then
     */
    record Survey(DatasetCode dataset, Element element, List<ItemName> items, List<RecordSet> sets, Instant from, Instant to, Order order) {}

    enum Order { BY_RECORD, BY_PERSON }

    /** Records by what restricts them; no restriction is ever widened. */
    record RecordSet(Selection.Scope scope, List<Selection.Condition> conditions) {}

    /**
     * A version as stored, in clear: must not leave the hub but as a number.
     *
     * @param values in the order of the survey's items; null where absent or erased
     * @param within one for each set
     * @param to exclusive; {@link Instant#MAX} for what is current
     */
    record Version(EntryId id, SubjectId subject, Object[] values, boolean[] within, Instant from, Instant to) {
        public boolean currentAt(Instant moment) {
            return !from.isAfter(moment) && to.isAfter(moment);
        }
    }
}
