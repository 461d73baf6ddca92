package datong.web.console;

import datong.quality.Dimension;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** How good deliveries are, in six dimensions, over time; and what leapt. */
@Controller
@Opens(Page.QUALITY)
class QualityPages {
    private final QualityView quality;

    QualityPages(QualityView quality) {
        this.quality = quality;
    }

    @GetMapping("/quality")
    String sources(Model model) {
        model.addAttribute("sources", quality.sources());
        model.addAttribute("dimensions", Dimension.values());
        return "quality";
    }

    @GetMapping("/quality/{source}")
    String source(@PathVariable String source, Model model) {
        model.addAttribute("detail", quality.source(source).orElseThrow(() -> new NotThere(source)));
        model.addAttribute("dimensions", Dimension.values());
        model.addAttribute("curves", new Curves());
        return "quality-source";
    }

    @PostMapping("/quality/{source}/leaps/{id}")
    @Opens(Page.REPLAY)
    String accept(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String source, @PathVariable long id) {
        if (!viewer.owns(source)) {
            throw PageRefused.otherSource();
        }
        quality.accept(viewer.subject(), source, id).orElseThrow(() -> new NotThere(Long.toString(id)));
        return "redirect:/quality/" + source;
    }

    /** Small curves of shares, 100 by 20 pixels. */
    public static final class Curves {
        /** SVG points of the shares (0 to 1) from left to right; one share is drawn as a level line. */
        public String points(List<Double> shares) {
            List<Double> all = shares.size() == 1 ? List.of(shares.getFirst(), shares.getFirst()) : shares;
            StringBuilder points = new StringBuilder();
            for (int index = 0; index < all.size(); index++) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", index * 98.0 / Math.max(1, all.size() - 1) + 1, 19 - all.get(index) * 18));
            }
            return points.toString().strip();
        }

        public List<Double> of(List<QualityView.Day> days, Dimension dimension) {
            return days.stream().flatMap(day -> java.util.stream.Stream.ofNullable(day.scores().of().get(dimension))).toList();
        }
    }
}
