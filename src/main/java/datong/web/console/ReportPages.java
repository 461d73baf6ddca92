package datong.web.console;

import datong.oversight.EventTable;
import datong.oversight.LegalReport;
import datong.oversight.Question;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What has to be reported of a quarter or a year, as a page and as CSV. */
@Controller
@Opens(Page.REPORTS)
class ReportPages {
    private static final int YEARS = 4;
    private final LegalReport report;
    private final Directory directory;
    private final MessageSource messages;
    private final Clock clock;

    ReportPages(LegalReport report, Directory directory, MessageSource messages, Clock clock) {
        this.report = report;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/reports")
    String report(@RequestParam(defaultValue = "") String period, Model model) {
        LegalReport.Period asked = period(period);
        model.addAttribute("period", asked);
        model.addAttribute("periods", periods());
        model.addAttribute("tables", report.of(asked));
        model.addAttribute("directory", directory);
        return "reports";
    }

    private LegalReport.Period period(String name) {
        return LegalReport.Period.of(name).orElseGet(() -> LegalReport.Period.quarter(today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Question.DISTRICT);
    }

    private List<String> periods() {
        List<String> names = new ArrayList<>();
        for (int year = today().getYear(); year > today().getYear() - YEARS; year--) {
            names.add(String.valueOf(year));
            for (int quarter = 4; quarter >= 1; quarter--) {
                names.add(year + "-Q" + quarter);
            }
        }
        return names;
    }

    /** All tables one below the other, each under its title. */
    @GetMapping("/reports/report.csv")
    void csv(@RequestParam(defaultValue = "") String period, Locale locale, HttpServletResponse response) throws IOException {
        LegalReport.Period asked = period(period);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("report-" + asked.name() + ".csv").build().toString());
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.append('\uFEFF');
        for (LegalReport.Table table : report.of(asked)) {
            EventTable.row(out, List.of(messages.getMessage("report." + table.key(), null, locale), asked.first().toString(), asked.last().toString()));
            EventTable.row(out, table.columns().stream().map(column -> messages.getMessage("report.column." + column, null, locale)).toList());
            for (List<String> row : table.rows()) {
                EventTable.row(out, row);
            }
            EventTable.row(out, List.of(""));
        }
        out.flush();
    }
}
