package datong.query;

import datong.ledger.Changes;
import datong.ledger.Changes.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes and reads the cursors of changes: good for the same caller, dataset, items, filters, purpose, scene and case, for as long as the ledger lasts.
 *
 * @param digest under the key in use; @param all under every key there was: a cursor is kept for longer than a key is in use
 */
record ChangeCursors(Changes changes, KeyedDigest digest, Supplier<List<KeyedDigest>> all) {
    Position read(ChangeRequest request) {
        return switch (request.since()) {
            case ChangeRequest.NOW -> changes.now();
            case ChangeRequest.START -> changes.start();
            default -> position(opened(request).orElseThrow(ChangeCursors::foreign));
        };
    }

    private Optional<byte[]> opened(ChangeRequest request) {
        return all.get().reversed().stream().flatMap(key -> new CursorSeal(key, "changes").open(request.since(), new PageCursors(key).fingerprint(request.question())).stream()).findFirst();
    }

    private static Position position(byte[] sealed) {
        String[] parts = new String(sealed, StandardCharsets.US_ASCII).split(" ");
        return new Position(parts[0], Long.parseLong(parts[1]), parts[2], parts[3], Long.parseLong(parts[4]));
    }

    /** @param fingerprint of the question, under the key in use */
    String write(Position at, byte[] fingerprint) {
        String text = String.join(" ", at.ledger(), String.valueOf(at.transaction()), at.batch(), at.record(), String.valueOf(at.from()));
        return new CursorSeal(digest, "changes").seal(text.getBytes(StandardCharsets.US_ASCII), fingerprint);
    }

    private static InvalidQuestion foreign() {
        return new InvalidQuestion("INVALID_CURSOR",
                "the cursor does not belong to this caller, dataset and question; repeat the parameters of the answer that it came with, or begin with since=now or since=start");
    }

    static InvalidQuestion over() {
        return new InvalidQuestion("CURSOR_OVER",
                "the ledger was restored since this cursor was given, or what left it since then was disposed of, and nobody can tell what was missed; take a new copy with since=start");
    }
}
