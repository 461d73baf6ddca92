package datong.resolution;

import java.util.List;
import java.util.Map;

/** All that the stewards have written down for resolution, as one whole: rules, topics, places, organisations, successions. */
public record Knowledge(Rules rules, Topics topics, Gazetteer gazetteer, Organisations organisations, Successions successions) {
    public static final Knowledge NONE = new Knowledge(Rules.STANDARD, new Topics(List.of(), List.of()), new Gazetteer(List.of()),
            new Organisations(List.of()), new Successions(List.of(), Map.of()));

    public AddressReader addresses() {
        return new AddressReader(gazetteer);
    }

    public TextLikeness likeness() {
        return new TextLikeness(topics, rules.phrases());
    }
}
