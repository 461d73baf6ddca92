package datong.intake.camel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/**
 * Commits the offsets of exactly the records that were taken, partition by partition. Camel's own commit of a batch commits the
 * consumer's position, which may be ahead of the batch.
 */
final class KafkaOffsets {
    private KafkaOffsets() {}

    static void commit(List<?> messages) {
        Map<String, KafkaManualCommit> last = new LinkedHashMap<>();
        for (Object message : messages) {
            if (message instanceof Exchange exchange && exchange.getMessage().getHeader(KafkaConstants.MANUAL_COMMIT) instanceof KafkaManualCommit commit) {
                last.put(exchange.getMessage().getHeader(KafkaConstants.TOPIC) + "/" + exchange.getMessage().getHeader(KafkaConstants.PARTITION), commit);
            }
        }
        last.values().forEach(KafkaManualCommit::commit);
    }
}
