package datong.web.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Routes as the integrations report them.
 *
 * @param states route id → state as the engine names it, e.g. {@code Started}
 * @param descriptions route id → what its file says it is
 * @param problems {@code integrations/x.camel.yaml:3: …}; the last good version of that file runs on
 */
public record Routes(Supplier<Map<String, String>> states, Supplier<Map<String, String>> descriptions, Supplier<List<String>> problems) {
    RouteState of(String source) {
        Optional<String> problem = problems.get().stream().filter(line -> line.startsWith("integrations/" + source + ".camel.yaml:")).findFirst();
        Optional<String> state = Optional.ofNullable(states.get().get(source));
        String description = descriptions.get().getOrDefault(source, "");
        if (problem.isPresent()) {
            return new RouteState(source, RouteState.State.BROKEN, description, problem.get());
        }
        return state.map(word -> new RouteState(source, "Started".equals(word) ? RouteState.State.RUNNING : RouteState.State.STOPPED, description, ""))
                .orElseGet(() -> RouteState.none(source));
    }
}
