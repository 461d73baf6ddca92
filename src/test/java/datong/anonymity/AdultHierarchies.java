package datong.anonymity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hierarchies for the nine columns of the Adult table that studies of k-anonymity use, as ARX publishes them in kind. */
final class AdultHierarchies {
    private AdultHierarchies() {}

    static List<QuasiIdentifier> nine() {
        return List.of(
                new QuasiIdentifier("sex", Hierarchies.whole()),
                new QuasiIdentifier("age", Hierarchies.bands(Optional.empty(), BigDecimal.valueOf(5), BigDecimal.TEN, BigDecimal.valueOf(20))),
                new QuasiIdentifier("race", Hierarchies.whole()),
                new QuasiIdentifier("marital-status", tree(Map.of("spouse present", "Married-civ-spouse Married-AF-spouse",
                        "spouse not present", "Divorced Never-married Separated Widowed Married-spouse-absent"))),
                new QuasiIdentifier("education", tree(
                        Map.of("Graduate", "Masters Doctorate", "Undergraduate", "Bachelors Some-college", "Professional Education", "Prof-school Assoc-acdm Assoc-voc",
                                "High School", "HS-grad 9th 10th 11th 12th", "Primary School", "Preschool 1st-4th 5th-6th 7th-8th"),
                        Map.of("Higher education", "Masters Doctorate Bachelors Some-college Prof-school Assoc-acdm Assoc-voc",
                                "Secondary education", "HS-grad 9th 10th 11th 12th", "Primary education", "Preschool 1st-4th 5th-6th 7th-8th"))),
                new QuasiIdentifier("native-country", tree(Map.of(
                        "North America", "United-States Canada Puerto-Rico Outlying-US(Guam-USVI-etc) Cuba Honduras Jamaica Mexico Dominican-Republic Haiti Guatemala Nicaragua El-Salvador Trinadad&Tobago",
                        "South America", "Ecuador Columbia Peru",
                        "Asia", "Cambodia India Japan South China Iran Philippines Vietnam Laos Taiwan Thailand Hong",
                        "Europe", "England Germany Greece Italy Poland Portugal Ireland France Hungary Scotland Yugoslavia Holand-Netherlands"))),
                new QuasiIdentifier("workclass", tree(Map.of("Non-Government", "Private Self-emp-not-inc Self-emp-inc",
                        "Government", "Federal-gov Local-gov State-gov", "Unemployed", "Without-pay Never-worked"))),
                new QuasiIdentifier("occupation", tree(Map.of("Technical", "Tech-support Craft-repair Prof-specialty Machine-op-inspct",
                        "Nontechnical", "Other-service Sales Exec-managerial Handlers-cleaners Adm-clerical Farming-fishing Transport-moving",
                        "Other", "Priv-house-serv Protective-serv Armed-Forces"))),
                new QuasiIdentifier("salary-class", Hierarchies.whole()));
    }

    @SafeVarargs
    private static Hierarchy tree(Map<String, String>... levels) {
        List<List<String>> rows = new ArrayList<>();
        levels[0].values().forEach(values -> List.of(values.split(" ")).forEach(value -> {
            List<String> row = new ArrayList<>(List.of(value));
            for (Map<String, String> level : levels) {
                row.add(level.entrySet().stream().filter(each -> List.of(each.getValue().split(" ")).contains(value)).findFirst().orElseThrow().getKey());
            }
            rows.add(row);
        }));
        return Hierarchies.tree(rows);
    }
}
