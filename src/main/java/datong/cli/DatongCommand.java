package datong.cli;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The command line of the hub. Commands start without Spring; a new one is a class of this package, named in
 * {@code subcommands}. Exit codes: 0 done, 1 the answer is no (a breach, a failed check), 2 it could not be asked.
 */
@Command(name = "datong", synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AuditCommand.class,
            BenchCommand.class,
            CatalogueCommand.class,
            DiffCommand.class,
            EraseCommand.class,
            EvidenceCommand.class,
            KeysCommand.class,
            MappingCommand.class,
            OpenCommand.class,
            PolicyCommand.class,
            PreviewCommand.class,
            RiskCommand.class,
            SampleCommand.class,
            SimulateCommand.class,
            TraceCommand.class,
            WitnessCommand.class,
            HelpCommand.class},
        header = "Datong: data-governance and sharing hub for a district", footer = "Without a command the hub starts.")
public final class DatongCommand {
    private DatongCommand() {}

    /** Whether a command is meant and not the hub: settings of the hub begin with two hyphens. A misspelt word is for {@link #run} to refuse. */
    public static boolean knows(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("--") || arguments[0].equals("--help"));
    }

    /** Runs a command and gives its exit code. */
    public static int run(String[] arguments) {
        System.setProperty("logback.configurationFile", "datong/cli/logback.xml");
        return run(arguments, new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8));
    }

    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        boolean help = arguments.length > 0 && Set.of("-h", "--help").contains(arguments[0]);
        return line().setOut(out).setErr(err).execute(help ? new String[] {"help"} : arguments);
    }

    private static CommandLine line() {
        return new CommandLine(new DatongCommand())
                .setExecutionExceptionHandler(DatongCommand::explained)
                .setUsageHelpAutoWidth(true);
    }

    /** A mistake of the caller is one sentence, not a stack trace. */
    private static int explained(Exception failed, CommandLine line, CommandLine.ParseResult parsed) {
        line.getErr().println("datong: " + (failed.getMessage() == null ? failed.toString() : failed.getMessage()));
        return CommandLine.ExitCode.USAGE;
    }
}
