package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.ItemDefinition;
import datong.schema.Level;
import java.util.List;

/**
 * A dataset as a department reads it in the catalogue; no value of any record.
 *
 * @param items in the schema's order
 * @param level highest level among the items
 * @param records current records
 */
public record DatasetEntry(Dataset dataset, List<ItemDefinition> items, Level level, long records) {}
