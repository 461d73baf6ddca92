package datong.intake.camel.nifi;

import com.github.f4b6a3.ulid.UlidCreator;
import datong.intake.FlowFiles;
import datong.intake.FlowFiles.FlowFile;
import datong.intake.FlowFiles.Known;
import datong.intake.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** FlowFiles that were set aside with their content kept, and the way back: through the route they came by, steps and all. */
public final class KeptFlowFiles {
    private static final Logger LOG = LoggerFactory.getLogger(KeptFlowFiles.class);
    private final FlowFiles flowFiles;
    private final Spool spool;
    private final Map<String, NifiConsumer> running = new ConcurrentHashMap<>();
    private final Set<List<String>> underWay = ConcurrentHashMap.newKeySet();

    /** @param spool where content lies, opened, while it is taken */
    public KeptFlowFiles(FlowFiles flowFiles, Spool spool) {
        this.flowFiles = flowFiles;
        this.spool = spool;
    }

    /**
     * What became of it. NOT_KEPT: it has come into the ledger by now, or nothing of it was kept. UNDER_WAY: somebody else is at it.
     * STILL_ASIDE: it could not be read this time either. FAILED: the route, or the database, did not let it through.
     */
    public enum Answer { TAKEN, NOT_KEPT, UNDER_WAY, ROUTE_STANDS, STILL_ASIDE, FAILED }

    void started(String route, NifiConsumer consumer) {
        running.put(route, consumer);
    }

    void stopped(String route, NifiConsumer consumer) {
        running.remove(route, consumer);
    }

    /** Its content once more through the route. A second time changes nothing. */
    public Answer take(String route, String uuid) {
        List<String> one = List.of(route, uuid);
        if (!underWay.add(one)) {
            return Answer.UNDER_WAY;
        }
        try {
            Optional<FlowFile> kept = flowFiles.kept(route, uuid);
            NifiConsumer consumer = running.get(route);
            if (kept.isEmpty() || consumer == null) {
                return kept.isEmpty() ? Answer.NOT_KEPT : Answer.ROUTE_STANDS;
            }
            return take(kept.get(), consumer);
        } catch (Exception failure) {
            LOG.warn("{}: a FlowFile that was set aside was not taken again ({})", route, failure.getClass().getSimpleName());
            return Answer.FAILED;
        } finally {
            underWay.remove(one);
        }
    }

    private Answer take(FlowFile flowFile, NifiConsumer consumer) throws Exception {
        String delivery = UlidCreator.getMonotonicUlid().toString();
        try (InputStream content = flowFiles.content(flowFile.route(), flowFile.uuid()); Spool.Spooled opened = spool.keep(content, Long.MAX_VALUE)) {
            if (!flowFiles.again(flowFile.route(), flowFile.uuid(), delivery)) {
                return Answer.UNDER_WAY;
            }
            return answer(flowFile, consumer.again(flowFile, delivery, opened.file()));
        }
    }

    private Answer answer(FlowFile flowFile, Known known) throws IOException {
        return switch (known) {
            case DONE -> {
                flowFiles.drop(flowFile.route(), flowFile.uuid());
                yield Answer.TAKEN;
            }
            case SET_ASIDE, KEPT -> Answer.STILL_ASIDE;
            case NEW -> Answer.FAILED;
        };
    }
}
