package datong.web.console;

/** How a source's route stands. @param message what broke and where, empty if nothing did */
public record RouteState(String source, State state, String description, String message) {
    public enum State { RUNNING, STOPPED, NOT_CONFIGURED, BROKEN, NONE }

    /** For a source that has a mapping but no route. */
    static RouteState none(String source) {
        return new RouteState(source, State.NONE, "", "");
    }
}
