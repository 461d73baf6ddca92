package datong.web.console;

import datong.ledger.EntryId;
import datong.policy.Decision;
import datong.policy.Reasons;
import datong.policy.RowScope;
import datong.query.Look;
import datong.query.LookAnswer;
import datong.query.LookAnswer.Result;
import datong.query.Looks;
import datong.schema.ItemDefinition;
import datong.schema.ItemName;
import datong.schema.Level;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two records for stewards, treatments for everybody else. */
record TestLooks(TestViews views) implements Looks {
    private static final Reasons.Place RULE = new Reasons.Place("street allow 1", "access/street.policy.yaml", 5);

    @Override
    public LookAnswer look(Look look) {
        List<ItemDefinition> items = views.items(views.dataset(look.viewer(), look.dataset(), "").orElseThrow().dataset());
        Map<String, String> words = new LinkedHashMap<>();
        items.forEach(item -> words.put(item.name().value(), item.level() == Level.L4 ? "drop" : item.name().value().equals("reporter_phone") ? "mask" : item.level() == Level.L3 ? "pseudonymise" : "reveal"));
        Map<ItemName, Reasons.OfItem> reasons = new HashMap<>();
        items.forEach(item -> reasons.put(item.name(), new Reasons.OfItem(Optional.of(RULE), Optional.empty(), Optional.of(RULE))));
        List<Result> results = items.stream().filter(item -> !words.get(item.name().value()).equals("drop")).<Result>map(item -> switch (words.get(item.name().value())) {
            case "mask" -> new Result.Value("154****1001");
            case "pseudonymise" -> new Result.FormOnly();
            default -> item.name().value().length() % 2 == 0 ? new Result.Value("H24") : new Result.Absent();
        }).toList();
        boolean steward = look.viewer().groups().contains("data-steward");
        RowScope scope = new RowScope(false, List.of("110199001"), List.of(), List.of(), Optional.empty(), List.of());
        return new LookAnswer.Shown(items, words, scope.words(), new Decision.Permitted(scope, Map.of(), Set.of(), List.of(), "street allow 1", "p-1"),
                new Reasons.Said("p-1", reasons, Map.of(Level.L3, RULE)), steward ? LookAnswer.Sight.OWN : LookAnswer.Sight.NONE,
                steward ? List.of(new LookAnswer.Seen(new EntryId("01K8000000000000000000R001"), results), new LookAnswer.Seen(new EntryId("01K8000000000000000000R002"), results)) : List.of(), 240);
    }
}
