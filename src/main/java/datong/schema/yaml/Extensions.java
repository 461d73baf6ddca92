package datong.schema.yaml;

import datong.schema.CodeTables;
import datong.schema.LedgerSchema;
import java.util.List;

/**
 * What the extension files gave.
 *
 * @param schema with the items of every file that holds no mistake
 * @param codeTables with the codes that those files list
 * @param errors mistakes, ordered by file and line; a file with one adds nothing at all
 */
public record Extensions(LedgerSchema schema, CodeTables codeTables, List<SchemaError> errors) {}
