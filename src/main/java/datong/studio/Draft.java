package datong.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import datong.mapping.yaml.MappingText;
import datong.schema.Element;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A mapping on its way, with the sample it is tried on. Lives in memory only; one steward's; guards itself. */
public final class Draft {
    private final String id;
    private final String owner;
    private final String source;
    private final Optional<String> before;
    private final List<String> comments;
    private Sampled sample;
    private List<ColumnProfile> columns;
    private Proposal proposal;
    private ObjectNode mapping;
    private Instant touched;

    /** @param before text of the file it changes; empty for a new source */
    Draft(String id, String owner, String source, Optional<String> before, ObjectNode mapping, Instant touched) {
        this.id = id;
        this.owner = owner;
        this.source = source;
        this.before = before;
        this.comments = before.map(MappingText::comments).orElse(List.of());
        this.mapping = mapping;
        this.touched = touched;
    }

    public String id() {
        return id;
    }

    public String owner() {
        return owner;
    }

    public String source() {
        return source;
    }

    /** Text of the file as it stood when the draft was begun. */
    public Optional<String> before() {
        return before;
    }

    /** Comments inside the file that saving loses. */
    public long lostComments() {
        return before.map(MappingText::furtherComments).orElse(0L);
    }

    public synchronized Sampled sample() {
        return sample;
    }

    public synchronized List<ColumnProfile> columns() {
        return columns;
    }

    public synchronized Proposal proposal() {
        return proposal;
    }

    public synchronized Element element() {
        return Element.of(mapping.path("element").asText()).orElse(Element.MATTER);
    }

    public synchronized Instant touched() {
        return touched;
    }

    /** A copy of the tree. */
    public synchronized ObjectNode mapping() {
        return mapping.deepCopy();
    }

    /** The file as it would be saved. */
    public synchronized String text() {
        return MappingText.write(comments, mapping);
    }

    synchronized void show(Sampled taken, List<ColumnProfile> profiled, Proposal suggested) {
        sample = taken;
        columns = profiled;
        proposal = suggested;
    }

    synchronized void change(ObjectNode changed, Instant now) {
        mapping = changed;
        touched = now;
    }

    /** How the item is filled now. */
    public synchronized Optional<JsonNode> rule(String item) {
        return Optional.ofNullable(mapping.path("items").get(item)).map(JsonNode::deepCopy);
    }
}
