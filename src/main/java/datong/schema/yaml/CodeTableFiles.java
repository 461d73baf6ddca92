package datong.schema.yaml;

import datong.schema.CodeTable;
import datong.schema.CodeTables;
import datong.schema.Element;
import datong.schema.ItemDefinition;
import datong.schema.LedgerSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Loads the code tables that stand beside the schema: one file {@code codes/<table>.yaml} for each that an item names. */
public final class CodeTableFiles {
    private CodeTableFiles() {}

    /** Every table that an item of the standard schema or its envelope names. Fails if a file is missing or broken: it is part of the program. */
    public static CodeTables standard() {
        TreeSet<String> names = new TreeSet<>();
        LedgerSchema schema = LedgerSchema.standard();
        for (Element element : Element.values()) {
            schema.element(element).items().stream().map(ItemDefinition::codeTable).flatMap(Optional::stream).forEach(names::add);
        }
        schema.envelope().stream().map(ItemDefinition::codeTable).flatMap(Optional::stream).forEach(names::add);
        return new CodeTables(names.stream().map(CodeTableFiles::load).toList());
    }

    private static CodeTable load(String name) {
        String path = "/codes/" + name + ".yaml";
        try (InputStream file = CodeTableFiles.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("an item names code table '" + name + "', but there is no " + path);
            }
            Map<String, Object> table = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return table(table);
        } catch (IOException broken) {
            throw new IllegalStateException("cannot read " + path, broken);
        }
    }

    private static CodeTable table(Map<String, Object> table) {
        List<CodeTable.Entry> entries = new ArrayList<>();
        for (Object row : (List<?>) table.get("codes")) {
            Map<?, ?> entry = (Map<?, ?>) row;
            entries.add(new CodeTable.Entry((String) entry.get("code"), (String) entry.get("zh"), (String) entry.get("en")));
        }
        return new CodeTable((String) table.get("table"), (String) table.get("chinese"), (String) table.get("english"),
                (String) table.get("standard"), entries);
    }
}
