package datong.query;

/** Answers looks at what somebody else would see; shows nothing that the one who looks may not see as well. */
public interface Looks {
    LookAnswer look(Look look);
}
