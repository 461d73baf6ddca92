package datong.intake.camel;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a database that is away, or too busy to let anybody in, from a statement that it refuses. */
final class DatabaseAway {
    private static final String CANNOT_CONNECT = "08001";

    private DatabaseAway() {}

    /** The SQLSTATE that says so: of class 08 (connection), 53 (resources) or 57P (shutting down); empty for any other failure. */
    static Optional<String> state(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20)
                .filter(SQLException.class::isInstance).map(SQLException.class::cast)
                .filter(DatabaseAway::away).findFirst()
                .map(away -> Optional.ofNullable(away.getSQLState()).orElse(CANNOT_CONNECT));
    }

    private static boolean away(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return failure instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
}
