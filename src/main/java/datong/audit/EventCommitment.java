package datong.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of an event may be public: its entry, a salted commitment that can be opened in parts and says nothing until it is. The frame
 * is the event without the elements of its lists; each element of a list is committed with a salt of its own, all of them derived
 * from the line's. A line without salt, as logs had before, is its own entry. Not to be shared between threads.
 *
 * <pre>
 * salt(g, n) = first 16 bytes of SHA-256(salt of the line ‖ g ‖ n as 4 bytes)
 * frame      = SHA-256(salt(0, 0) ‖ 0 ‖ text of the frame)
 * element    = SHA-256(salt(g, n) ‖ g ‖ JSON text of the element)        g: 1 items, 2 obligations_applied, 3 person_keys, 4 details
 * body       = SHA-256(frame ‖ for each list its count as 4 bytes and its elements)
 * entry      = "datong-event/1\n" ‖ SHA-256(index as 8 bytes ‖ prev_hash ‖ body)
 * </pre>
 */
final class EventCommitment {
    static final int SALT = 16;
    static final List<String> LISTS = List.of("items", "obligations_applied", "person_keys", "details");
    private static final byte[] ENTRY = "datong-event/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[][] LIST_STARTS = {bytes(",\"items\":["), bytes(",\"obligations_applied\":["), bytes(",\"person_keys\":["), bytes(",\"details\":{")};
    private final MessageDigest sha256 = Merkle.sha256();

    /** An element of a list, opened, or its digest alone. */
    sealed interface Element {
        record Opened(byte[] salt, String text) implements Element {}

        record Closed(byte[] digest) implements Element {}
    }

    /** @param lists in the order of {@link #LISTS} */
    record Parts(byte[] frameSalt, String frame, List<List<Element>> lists) {

        /** The JSON of the event with the elements that are open. */
        String opened() {
            String text = frame;
            for (int each = 0; each < LISTS.size(); each++) {
                String start = new String(LIST_STARTS[each], StandardCharsets.US_ASCII);
                int at = text.indexOf(start);
                if (at < 0) {
                    throw new IllegalArgumentException("the frame is not that of an audit event: it has no list '" + LISTS.get(each) + "'");
                }
                text = text.substring(0, at + start.length()) + shown(lists.get(each)) + text.substring(at + start.length());
            }
            return "{" + text;
        }

        private static String shown(List<Element> elements) {
            return elements.stream().filter(Element.Opened.class::isInstance).map(element -> ((Element.Opened) element).text()).collect(Collectors.joining(","));
        }
    }

    private record Span(int from, int end) {}

    /** The digest of all that does not depend on the event's place; from the members behind the salt to the closing brace. */
    byte[] body(byte[] salt, byte[] line, int from, int length) {
        return body(salt, line, from, from + length, lists(line, from, from + length)
                .orElseThrow(() -> new IllegalArgumentException("the members are not those of an audit event")));
    }

    private byte[] body(byte[] salt, byte[] line, int from, int end, List<List<Span>> lists) {
        byte[] frame = frame(derived(salt, 0, 0), line, from, end, lists);
        Bytes content = new Bytes(Merkle.HASH * 8).add(frame);
        for (int group = 1; group <= lists.size(); group++) {
            List<Span> elements = lists.get(group - 1);
            content.add(number(elements.size()));
            for (int each = 0; each < elements.size(); each++) {
                Span element = elements.get(each);
                content.add(element(derived(salt, group, each), group, line, element.from(), element.end() - element.from()));
            }
        }
        return sha256.digest(content.toArray());
    }

    /** The same digest from what somebody was given. */
    byte[] body(Parts parts) {
        byte[] frame = parts.frame().getBytes(StandardCharsets.UTF_8);
        sha256.update(parts.frameSalt());
        sha256.update((byte) 0);
        Bytes content = new Bytes(Merkle.HASH * 8).add(sha256.digest(frame));
        for (int group = 1; group <= parts.lists().size(); group++) {
            content.add(number(parts.lists().get(group - 1).size()));
            for (Element element : parts.lists().get(group - 1)) {
                content.add(digest(element, group));
            }
        }
        return sha256.digest(content.toArray());
    }

    private byte[] digest(Element element, int group) {
        return switch (element) {
            case Element.Closed closed -> closed.digest();
            case Element.Opened opened -> {
                byte[] text = opened.text().getBytes(StandardCharsets.UTF_8);
                yield element(opened.salt(), group, text, 0, text.length);
            }
        };
    }

    byte[] entry(long index, byte[] previousLeaf, byte[] body) {
        sha256.update(ByteBuffer.allocate(8).putLong(0, index));
        sha256.update(previousLeaf);
        byte[] digest = sha256.digest(body);
        byte[] entry = Arrays.copyOf(ENTRY, ENTRY.length + digest.length);
        System.arraycopy(digest, 0, entry, ENTRY.length, digest.length);
        return entry;
    }

    /** What a line is in public: for a salted one its commitment, otherwise the line itself. */
    byte[] entry(byte[] line, int from, int length) {
        int members = LogLine.members(line, from, length);
        Optional<List<List<Span>>> lists = members < 0 ? Optional.empty() : lists(line, members, from + length);
        return lists.map(found -> entry(LogLine.index(line, from, length), LogLine.previousLeaf(line, from, length),
                        body(LogLine.salt(line, members), line, members, from + length, found)))
                .orElseGet(() -> Arrays.copyOfRange(line, from, from + length));
    }

    byte[] leaf(byte[] line, int from, int length) {
        byte[] entry = entry(line, from, length);
        sha256.update((byte) 0);
        return sha256.digest(entry);
    }

    /** Which elements of an event's lists are opened, by list and JSON text. */
    interface Choice {
        boolean opens(String list, String text);
    }

    /** Opens an event; of its lists only what is chosen. Empty for a line without salt. */
    Optional<Parts> open(byte[] line, Choice choice) {
        int members = LogLine.members(line, 0, line.length);
        return members < 0 ? Optional.empty() : lists(line, members, line.length).map(spans -> {
            byte[] salt = LogLine.salt(line, members);
            List<List<Element>> lists = new ArrayList<>();
            for (int group = 1; group <= spans.size(); group++) {
                List<Element> elements = new ArrayList<>();
                for (Span span : spans.get(group - 1)) {
                    elements.add(part(salt, group, elements.size(), line, span, choice));
                }
                lists.add(List.copyOf(elements));
            }
            return new Parts(derived(salt, 0, 0), frameText(line, members, spans), List.copyOf(lists));
        });
    }

    private Element part(byte[] salt, int group, int number, byte[] line, Span span, Choice choice) {
        byte[] own = derived(salt, group, number);
        String text = new String(line, span.from(), span.end() - span.from(), StandardCharsets.UTF_8);
        return choice.opens(LISTS.get(group - 1), text) ? new Element.Opened(own, text) : new Element.Closed(element(own, group, line, span.from(), span.end() - span.from()));
    }

    private static String frameText(byte[] line, int from, List<List<Span>> lists) {
        Bytes frame = new Bytes(line.length);
        int[] at = {from};
        lists.stream().filter(spans -> !spans.isEmpty()).forEach(spans -> {
            frame.add(line, at[0], spans.getFirst().from() - at[0]);
            at[0] = spans.getLast().end();
        });
        return new String(frame.add(line, at[0], line.length - at[0]).toArray(), StandardCharsets.UTF_8);
    }

    private byte[] frame(byte[] salt, byte[] line, int from, int end, List<List<Span>> lists) {
        sha256.update(salt);
        sha256.update((byte) 0);
        int at = from;
        for (List<Span> spans : lists) {
            if (!spans.isEmpty()) {
                sha256.update(line, at, spans.getFirst().from() - at);
                at = spans.getLast().end();
            }
        }
        sha256.update(line, at, end - at);
        return sha256.digest();
    }

    private byte[] element(byte[] salt, int group, byte[] text, int from, int length) {
        sha256.update(salt);
        sha256.update((byte) group);
        sha256.update(text, from, length);
        return sha256.digest();
    }

    private byte[] derived(byte[] salt, int group, int number) {
        sha256.update(salt);
        sha256.update((byte) group);
        return Arrays.copyOf(sha256.digest(number(number)), SALT);
    }

    /** Each list's elements; a name with its quotes and bracket cannot stand in a value, where quotes are escaped. */
    private static Optional<List<List<Span>>> lists(byte[] line, int from, int end) {
        List<List<Span>> lists = new ArrayList<>(LIST_STARTS.length);
        int at = from;
        for (byte[] start : LIST_STARTS) {
            at = after(line, at, end, start);
            List<Span> elements = new ArrayList<>();
            at = at < 0 ? -1 : elements(line, at, end, start[start.length - 1] == '[' ? ']' : '}', elements);
            if (at < 0) {
                return Optional.empty();
            }
            lists.add(elements);
        }
        return Optional.of(lists);
    }

    private static int after(byte[] line, int from, int end, byte[] wanted) {
        for (int at = from; at <= end - wanted.length; at++) {
            if (line[at] == ',' && line[at + 2] == wanted[2] && Arrays.equals(line, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at + wanted.length;
            }
        }
        return -1;
    }

    /** Returns the place behind the closing bracket, or -1. */
    private static int elements(byte[] line, int from, int end, char close, List<Span> elements) {
        int start = from;
        boolean inside = false;
        for (int at = from; at < end; at++) {
            byte each = line[at];
            if (inside) {
                at += each == '\\' ? 1 : 0;
                inside = each != '"';
            } else if (each == '"') {
                inside = true;
            } else if (each == ',' || each == close) {
                if (at > start) {
                    elements.add(new Span(start, at));
                }
                start = at + 1;
                if (each == close) {
                    return at + 1;
                }
            }
        }
        return -1;
    }

    private static byte[] number(int value) {
        return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
