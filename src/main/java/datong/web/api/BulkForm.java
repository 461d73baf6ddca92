package datong.web.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * In which form a long answer leaves: {@code format}, or else what {@code Accept} names first; whether it is sealed for the caller's organisation; after how many
 * pages it ends.
 */
record BulkForm(Format format, boolean sealed, long pages) {
    static final String PARQUET = "application/vnd.apache.parquet";
    static final String ARROW = "application/vnd.apache.arrow.stream";
    static final String CMS = "application/pkcs7-mime";

    enum Format {
        NDJSON(RecordsController.NDJSON, RecordsController.NDJSON, "ndjson"),
        CSV(RecordsController.CSV, RecordsController.CSV + ";charset=UTF-8;header=present", "csv"),
        PARQUET(BulkForm.PARQUET, BulkForm.PARQUET, "parquet"),
        ARROW(BulkForm.ARROW, BulkForm.ARROW, "arrows");

        private final MediaType asked;
        private final String contentType;
        private final String ending;

        Format(String asked, String contentType, String ending) {
            this.asked = MediaType.parseMediaType(asked);
            this.contentType = contentType;
            this.ending = ending;
        }
    }

    /** @param accept the header, as Spring has found it acceptable */
    static BulkForm of(Map<String, String[]> parameters, Optional<String> accept) {
        Format format = single(parameters, "format").map(BulkForm::named).orElseGet(() -> accept.map(BulkForm::accepted).orElse(Format.NDJSON));
        boolean sealed = single(parameters, "sealed").map(BulkForm::sealed).orElse(false);
        return new BulkForm(format, sealed, single(parameters, "pages").map(BulkForm::pages).orElse(Long.MAX_VALUE));
    }

    private static Optional<String> single(Map<String, String[]> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(values -> {
            if (values.length > 1) {
                throw ApiProblem.parameter("repeated-parameter", "the parameter " + name + " is given more than once");
            }
            return values[0];
        });
    }

    private static Format named(String name) {
        return Arrays.stream(Format.values()).filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name)).findFirst().orElseThrow(() ->
                ApiProblem.parameter("invalid-value", "format is one of " + Arrays.stream(Format.values()).map(format -> format.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "))));
    }

    private static boolean sealed(String how) {
        if (!how.equals("cms")) {
            throw ApiProblem.parameter("invalid-value", "sealed is cms, or left out");
        }
        return true;
    }

    private static long pages(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw ApiProblem.parameter("invalid-value", "pages is a whole number from 1");
        }
        return Long.parseLong(text);
    }

    private static Format accepted(String accept) {
        try {
            List<MediaType> wanted = MediaType.parseMediaTypes(accept).stream().sorted((left, right) -> Double.compare(right.getQualityValue(), left.getQualityValue())).toList();
            return wanted.stream().flatMap(type -> Arrays.stream(Format.values()).filter(format -> type.includes(format.asked))).findFirst().orElse(Format.NDJSON);
        } catch (InvalidMediaTypeException unreadable) {
            return Format.NDJSON;
        }
    }

    String contentType() {
        return sealed ? CMS + ";smime-type=authEnveloped-data" : format.contentType;
    }

    /** For whoever saves it. @param sealedEnding what a sealed file's name ends with */
    String fileName(String dataset, Optional<String> sealedEnding) {
        return dataset + "." + format.ending + sealedEnding.map(ending -> "." + ending).orElse("");
    }
}
