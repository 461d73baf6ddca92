package datong.resolution;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What matters are about, across the classifications of all channels, and the words by which texts tell of it. */
public final class Topics {
    /**
     * @param categories parts of category paths that mean the topic, in any channel
     * @param events event and scene codes that mean it
     * @param words words that tell of it where a channel has no categories
     */
    public record Topic(String code, String chinese, String english, Set<String> categories, Set<String> events, List<String> words) {}

    /** Words that say the same. */
    public record Concept(String name, List<String> words) {}

    private record Word(String text, String concept) {}

    private final List<Topic> topics;
    private final List<Word> words;

    public Topics(List<Topic> topics, List<Concept> concepts) {
        this.topics = List.copyOf(topics);
        this.words = concepts.stream().flatMap(concept -> concept.words().stream().map(word -> new Word(word, concept.name()))).toList();
    }

    public List<Topic> all() {
        return topics;
    }

    /** By the finest part of the path, then by the event code, then, where the channel has neither, by the words of the text. */
    public Optional<String> of(String path, String event, String text) {
        String[] parts = path.split("->|>|/|·");
        for (int index = parts.length - 1; index >= 0; index--) {
            String part = parts[index].strip();
            Optional<String> found = topics.stream().filter(topic -> topic.categories().contains(part)).map(Topic::code).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        Optional<String> byEvent = topics.stream().filter(topic -> topic.events().contains(event)).map(Topic::code).findFirst();
        if (byEvent.isPresent() || !path.isBlank()) {
            return byEvent;
        }
        return topics.stream().filter(topic -> topic.words().stream().anyMatch(text::contains)).map(Topic::code).findFirst();
    }

    /** The concepts a text tells of. */
    public Set<String> concepts(String text) {
        return words.stream().filter(word -> text.contains(word.text())).map(Word::concept).collect(Collectors.toCollection(TreeSet::new));
    }
}
