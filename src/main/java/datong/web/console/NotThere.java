package datong.web.console;

/** What the address names does not exist (any more). */
final class NotThere extends RuntimeException {
    NotThere(String what) {
        super(what);
    }
}
