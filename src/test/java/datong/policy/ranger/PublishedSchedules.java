package datong.policy.ranger;

import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.ranger.plugin.model.RangerPolicy;
import org.apache.ranger.plugin.model.RangerValiditySchedule;
import org.apache.ranger.plugin.policyevaluator.RangerValidityScheduleEvaluator;
import org.apache.ranger.plugin.util.ServicePolicies;

/** The published validity schedules, each with what its authors say of it. */
final class PublishedSchedules {
    private PublishedSchedules() {}

    record Case(String name, List<RangerValiditySchedule> validitySchedules, Date accessTime, Published result) {
        Published published() {
            return result;
        }

        boolean recurs() {
            return validitySchedules.stream().anyMatch(schedule -> schedule.getRecurrences() != null && !schedule.getRecurrences().isEmpty());
        }

        boolean applies() {
            return validitySchedules.stream().anyMatch(schedule -> new RangerValidityScheduleEvaluator(schedule).isApplicable(accessTime.getTime()));
        }

        List<RangerLint.Problem> problems() {
            RangerPolicy policy = new RangerPolicy();
            policy.setName(name);
            policy.setResources(Map.of());
            policy.setValiditySchedules(validitySchedules);
            ServicePolicies policies = new ServicePolicies();
            policies.setServiceDef(RangerModel.definition("service.json"));
            policies.setPolicies(List.of(policy));
            return RangerLint.problems(policies);
        }
    }

    record Published(boolean isValid, boolean isApplicable) {}

    static List<Case> read(Path file) throws IOException {
        return new GsonBuilder().setDateFormat("yyyyMMdd-HH:mm:ss.SSSZ").create()
                .fromJson(Files.readString(file), new TypeToken<List<Case>>() { }.getType());
    }
}
