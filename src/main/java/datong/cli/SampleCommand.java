package datong.cli;

import datong.sample.SampleDistrict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sample}: deliveries of one source, generated, to try a mapping or a channel on. */
@Command(name = "sample", header = "Writes generated deliveries of one source, to try a mapping or a channel on")
final class SampleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SOURCE", description = "code of the source; left out: lists them")
    private String source;

    @Option(names = "--records", defaultValue = "1000", description = "how many, 10 or more (${DEFAULT-VALUE})")
    private int records;

    @Option(names = "--seed", defaultValue = "20261103", description = "the same seed gives the same records (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--to", defaultValue = "sample", description = "folder for the files (${DEFAULT-VALUE})")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        if (source == null) {
            SampleDistrict.sources().forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        if (records < 10) {
            throw new IllegalArgumentException("--records is " + records + "; expected 10 or more");
        }
        SampleDistrict.write(source, records, seed, folder);
        spec.commandLine().getOut().printf("%,d records of %s stand in %s%n", records, source, folder);
        return 0;
    }
}
