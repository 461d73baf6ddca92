package datong;

import datong.intake.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that takes one file into the ledger and may be killed at any moment: it says when it begins and when it is done. */
final class TakeOneFile {
    private TakeOneFile() {}

    /** @param arguments url, user and password of the database, folder for keys and log, folder of mappings, source, file, records a batch */
    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(arguments[0]);
        server.setUser(arguments[1]);
        server.setPassword(arguments[2]);
        try (TestIntake intake = new TestIntake(server, Path.of(arguments[3]), Path.of(arguments[4]), Integer.parseInt(arguments[7]))) {
            System.out.println("TAKING");
            long began = System.nanoTime();
            Outcome outcome = intake.take(arguments[5], Path.of(arguments[6]));
            System.out.println("DONE " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " " + outcome);
        }
    }
}
