package datong.retrieval;

import java.time.Instant;
import java.util.Optional;

/**
 * An entry of the register of retrievals (公共安全视频图像信息系统管理条例: reason, content, unit and name).
 *
 * @param still its reference
 * @param unit credit code of the organisation
 * @param person id of who was shown it, and their name
 * @param content what of it is needed for
 * @param auditIndex of its event in the audit log
 */
public record Retrieval(String id, Instant at, String still, String dataset, String record, String purpose, Optional<String> caseNumber, String unit, String person, String name, String reason,
        String content, long auditIndex) {
    static final long NOT_LOGGED = -1;

    Retrieval logged(long index) {
        return new Retrieval(id, at, still, dataset, record, purpose, caseNumber, unit, person, name, reason, content, index);
    }
}
