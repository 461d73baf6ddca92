package datong.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Why erasing is not a command, and where it is done. */
@Command(name = "erase", header = "Say how a person is erased: by two persons, in the console")
final class EraseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** 2: it could not be asked. */
    @Override
    public Integer call() {
        spec.commandLine().getErr().println("""
                A person is not erased from the command line: it takes two persons who have signed in, and a command knows neither.
                1. Sign in to the hub's console as a steward or as the platform authority.
                2. Overview, Requests of persons: enter the request, find the person by numbers or by name and something more, grant it, ask for the erasure.
                   With all numbers at hand: Overview, Two persons, Erase a person.
                3. Another steward, or the authority, confirms it there within 72 hours. See docs/PERSONS.md and docs/KEYS.md.""");
        return 2;
    }
}
