package datong.catalogue;

import datong.schema.Dataset;
import datong.schema.DatasetCode;
import datong.schema.ItemName;
import datong.schema.ShareAttribute;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a steward says of a dataset that neither its mapping nor the schema tell (DOMAIN §2.10).
 *
 * @param openConditions under which the public may have it; empty unless the opening is conditional
 * @param spatialRange division code
 * @param maintainer who keeps this entry up to date
 * @param items those that are shared otherwise than the dataset
 * @param announced empty while it is no more than a draft
 */
public record Description(
        DatasetCode dataset, Text about, List<String> keywords, List<String> categories, Frequency frequency, List<Format> formats, List<Method> methods,
        Channel channel, Optional<Conditions> conditions, Optional<NotShared> notShared, Opening opening, String openConditions, Period period,
        String spatialRange, String maintainer, List<DatasetCode> related, Optional<Assessment> secrecy, Optional<Assessment> impact,
        Optional<LocalDate> announced, LocalDate updated, Map<ItemName, ItemSharing> items) {

    /** Nothing of a dataset that is not shared is shared. */
    public ShareAttribute share(Dataset dataset, ItemName item) {
        return dataset.share() == ShareAttribute.NOT_SHARED ? ShareAttribute.NOT_SHARED : Optional.ofNullable(items.get(item)).map(ItemSharing::share).orElse(dataset.share());
    }

    /** What does not hold of the items that are shared otherwise. */
    public List<Finding> itemFindings(Dataset dataset) {
        return items.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .flatMap(said -> finding(dataset, said.getKey(), said.getValue()).map(kind -> new Finding(kind, said.getKey().value())).stream()).toList();
    }

    private Optional<Finding.Kind> finding(Dataset dataset, ItemName item, ItemSharing said) {
        if (!dataset.items().contains(item)) {
            return Optional.of(Finding.Kind.NO_SUCH_ITEM);
        }
        if (dataset.share() == ShareAttribute.NOT_SHARED && said.share() != ShareAttribute.NOT_SHARED) {
            return Optional.of(Finding.Kind.ITEM_OF_UNSHARED);
        }
        return said.share() == ShareAttribute.CONDITIONAL && said.conditions().isEmpty() && conditions.isEmpty() ? Optional.of(Finding.Kind.CONDITIONS_MISSING) : Optional.empty();
    }

    /** The same in both languages. */
    public record Text(String chinese, String english) {}

    /** Decree 809, Art. 15(2): scope, purpose and other conditions of sharing; {@code other} may be empty. */
    public record Conditions(String scope, String purpose, String other) {}

    /** Decree 809, Art. 15(2): why, and the law that says so. */
    public record NotShared(String reason, LegalBasis basis) {}

    /** Decree 809, Art. 13(1): done before the entry is announced, and signed by the person in charge. */
    public record Assessment(String signedBy, LocalDate on, String result) {}

    public record Period(Optional<LocalDate> from, Optional<LocalDate> to) {
        /** {@code 2024-01-01/} where it has no end; empty if neither is said. */
        public String text() {
            return from.isEmpty() && to.isEmpty() ? "" : from.map(LocalDate::toString).orElse("") + "/" + to.map(LocalDate::toString).orElse("");
        }
    }

    /** 更新频率. */
    public enum Frequency { REALTIME, HOURLY, DAILY, WEEKLY, MONTHLY, QUARTERLY, YEARLY, ON_DEMAND }

    /** 数据格式. */
    public enum Format { DB_TABLE, API, XLSX, CSV, JSON, SHP, IMAGE, STREAM }

    /** 共享方式. */
    public enum Method { API, BATCH, FILE }

    /** 提供渠道. */
    public enum Channel { GOV_EXTRANET, INTERNET, DEPT_NETWORK }

    /** 开放属性. */
    public enum Opening { UNCONDITIONAL, CONDITIONAL, NOT_OPEN }
}
