package datong.studio;

import datong.mapping.Mapping;
import datong.schema.Dataset;

/** The first integration of a source: a folder into which its files are put. */
final class StarterRoute {
    private static final String ROUTE = """
            - route:
                id: SOURCE
                description: 'TITLE'
                from:
                  uri: file:{{datong.inbox}}/SOURCE
                  parameters: { readLock: changed, readLockMinLength: 0, moveFailed: '.failed/${date:now:yyyyMMddHHmmssSSS}-${file:name}', move: '.done/${date:now:yyyyMMddHHmmssSSS}-${file:name}' }
                  steps:
                    - to: ledger:SOURCE
            """;

    private StarterRoute() {}

    static String of(Mapping mapping) {
        Dataset dataset = mapping.outputs().getFirst().dataset();
        return ROUTE.replace("TITLE", plain(dataset.chinese() + " · " + dataset.english())).replace("SOURCE", mapping.source());
    }

    /** Words only: neither Camel's placeholders nor YAML's marks can be written by the name of a dataset. */
    private static String plain(String title) {
        return title.replaceAll("[^\\p{L}\\p{N} .,·:()（）、-]", " ").strip();
    }
}
