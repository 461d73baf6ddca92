package datong.intake.camel.changes;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * Where the engine begins: behind what the ledger holds. What the engine writes later stays in memory, because the ledger saves its own
 * position with each batch, both or neither. Made by the engine, by name.
 */
public final class LedgerOffsets extends MemoryOffsetBackingStore {
    static final String POSITION = "offset.storage.datong.position";
    static final String ENGINE = "offset.storage.datong.engine";

    /** Asked only by Kafka Connect's own server. */
    @Override
    public Set<Map<String, Object>> connectorPartitions(String connector) {
        return Set.of();
    }

    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        String text = config.originalsStrings().getOrDefault(POSITION, "");
        if (!text.isEmpty()) {
            Position position = Position.parse(text);
            data.put(ByteBuffer.wrap(position.key(config.originalsStrings().get(ENGINE))), ByteBuffer.wrap(position.value()));
        }
    }
}
