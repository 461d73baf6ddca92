package datong.web.console;

import datong.lineage.Trace;
import datong.resolution.Resolutions;
import datong.resolution.Survivorship;
import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ItemDefinition;
import java.util.List;
import java.util.Optional;

/** Where values came from and where they go. Shows no value. */
public interface LineageView {
    /** The way of one record; empty if there is none of that id. */
    Optional<RecordWay> record(String id);

    /** The way of every item of a dataset, by the mappings and publications in force. */
    Optional<DatasetWay> dataset(DatasetCode code);

    /**
     * @param file the mapping's file and version
     * @param line of the mapping file, 0 if the rule is not known any more; @param rule as it stands there
     * @param columns the source's columns it reads; empty for a constant
     */
    record ItemWay(ItemDefinition item, String source, List<String> columns, String file, int line, String rule) {}

    /** One version of a record with its items' ways. */
    record VersionWay(Trace.Version version, List<ItemWay> items) {}

    /** @param same where it stands together with other records */
    record RecordWay(Trace trace, List<VersionWay> versions, List<Same> same) {}

    /** The record is the same as others. @param events what made it so, the newest first; @param standing whose value stands for each item that any of them tells */
    record Same(Resolutions.Membership membership, List<Resolutions.Event> events, List<Standing> standing) {}

    /**
     * Whose value stands for an item; not the value.
     *
     * @param own item of this record; empty if it tells it not
     * @param source whose value stands; @param stands whether this record's value is the one
     */
    record Standing(ItemDefinition item, Optional<ItemDefinition> own, String source, Survivorship.Why why, boolean stands, int differing) {}

    /** A publication by its name, and an item it takes along. */
    record Exit(String publication, String item) {}

    record DatasetWay(Dataset dataset, List<ItemWay> items, List<Exit> exits) {}
}
