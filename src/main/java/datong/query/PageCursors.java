package datong.query;

import datong.ledger.EntryId;
import datong.ledger.Selection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes and reads the opaque text that continues a page.
 *
 * <p>Promise: a cursor is accepted only from the caller it was given to, for the same dataset, items, filters, order, purpose,
 * scene and case. It holds values of sort items only, which the caller sees in clear.
 */
final class PageCursors {
    private final KeyedDigest digest;
    private final CursorSeal seal;

    PageCursors(KeyedDigest digest) {
        this.digest = digest;
        this.seal = new CursorSeal(digest, "cursor");
    }

    byte[] fingerprint(QueryRequest request) {
        return digest.digest(bytes(out -> {
            text(out, "question");
            text(out, request.subject().id());
            text(out, request.dataset().value());
            text(out, request.purpose());
            text(out, request.scene().orElse(""));
            text(out, request.caseNumber().orElse(""));
            out.writeInt(request.items().size());
            for (var item : request.items()) {
                text(out, item.value());
            }
            out.writeInt(request.filters().size());
            for (QueryRequest.Filter filter : request.filters()) {
                text(out, filter.item().value());
                text(out, filter.operator().name());
                out.writeInt(filter.values().size());
                for (String value : filter.values()) {
                    text(out, value);
                }
            }
            for (Selection.Order order : request.order()) {
                text(out, order.item().value());
                out.writeBoolean(order.descending());
            }
        }));
    }

    String write(Selection.Cursor cursor, byte[] fingerprint) {
        byte[] payload = bytes(out -> {
            text(out, cursor.id().value());
            for (Object value : cursor.values()) {
                out.writeBoolean(value != null);
                if (value != null) {
                    text(out, value instanceof BigDecimal number ? number.toPlainString() : value.toString());
                }
            }
        });
        return seal.seal(payload, fingerprint);
    }

    Selection.Cursor read(String cursor, byte[] fingerprint, List<Question.Sorted> sorted) {
        byte[] payload = seal.open(cursor, fingerprint).orElseThrow(PageCursors::invalid);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
            EntryId id = new EntryId(text(in));
            List<Object> values = new ArrayList<>();
            for (Question.Sorted part : sorted) {
                values.add(in.readBoolean() ? typed(part, text(in)) : null);
            }
            return new Selection.Cursor(values, id);
        } catch (IOException unreachable) {
            throw new UncheckedIOException("a sealed cursor does not read", unreachable);
        }
    }

    private static Object typed(Question.Sorted part, String text) {
        return switch (part.item().type()) {
            case STRING, STRINGS, JSON -> text;
            case INTEGER -> Integer.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> Instant.parse(text);
            case BOOLEAN -> Boolean.valueOf(text);
        };
    }

    private static InvalidQuestion invalid() {
        return new InvalidQuestion("INVALID_CURSOR", "the cursor does not belong to this question; repeat the question without it to start at the first page");
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
        return bytes.toByteArray();
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }
}
