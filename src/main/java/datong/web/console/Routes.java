package datong.web.console;

import datong.intake.camel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Routes as the integrations report them.
 *
 * @param channels every integration; a source may have several
 * @param problems {@code integrations/x.camel.yaml:3: …}; the last good version of that file runs on
 */
public record Routes(Supplier<List<Channel>> channels, Supplier<List<String>> problems) {
    /** The source's own channel, which bears its name, or any other that runs. */
    RouteState of(String source) {
        List<Channel> feeding = channels.get().stream().filter(channel -> channel.source().equals(source)).toList();
        Optional<Channel> own = feeding.stream().filter(channel -> channel.id().equals(source)).findFirst();
        return own.or(() -> feeding.stream().filter(channel -> channel.state() == Channel.State.RUNNING).findFirst()).or(() -> feeding.stream().findFirst())
                .map(channel -> new RouteState(source, state(channel), channel.description(), channel.state() == Channel.State.BROKEN ? channel.message() : ""))
                .orElseGet(() -> RouteState.none(source));
    }

    private static RouteState.State state(Channel channel) {
        return switch (channel.state()) {
            case RUNNING -> RouteState.State.RUNNING;
            case STOPPED -> RouteState.State.STOPPED;
            case NOT_CONFIGURED -> RouteState.State.NOT_CONFIGURED;
            case BROKEN -> RouteState.State.BROKEN;
        };
    }
}
