package datong.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;

/** What every page of the console must keep, by scripts that are run in the browser. */
public final class PageChecks {
    /** Contrast of every text on its ground, by WCAG 2.2: 4.5, or 3 for large text. */
    private static final String FAINT = """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const drawn = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
              const colours = new Map();
              const rgba = colour => { if (!colours.has(colour)) colours.set(colour, drawn(colour)); return colours.get(colour); };
              const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
              const grounds = new Map([[null, [255, 255, 255]]]);
              const ground = e => { if (!grounds.has(e)) { const c = rgba(getComputedStyle(e).backgroundColor); grounds.set(e, c[3] > 250 ? c : ground(e.parentElement)); } return grounds.get(e); };
              const faint = [];
              for (const element of document.querySelectorAll('body *')) {
                const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
                if (!own || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) || element.closest('.visually-hidden, .skip, :disabled')) continue;
                const style = getComputedStyle(element);
                const a = luminance(rgba(style.color)), b = luminance(ground(element));
                const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
                const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
                if (contrast < (large ? 3 : 4.5)) faint.push(`${element.textContent.trim().slice(0, 30)} ${contrast.toFixed(2)}`);
              }
              return faint;
            }""";
    private static final String UNNAMED = """
            () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href], progress')]
              .filter(e => e.checkVisibility() && !(e.labels?.length || e.getAttribute('aria-label') || e.textContent.trim()))
              .map(e => e.outerHTML.slice(0, 120))""";

    private PageChecks() {}

    /** Fails unless the page has one heading, fits its width, has all its words, and every text can be read and every control named. */
    public static void hold(Page page, String where) {
        // after a click the words may stand before the style sheet does
        page.waitForLoadState();
        assertThat(page.locator("main h1").count()).as("headings of " + where).isEqualTo(1);
        assertThat((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).as("sideways scroll of " + where).isEqualTo(0);
        assertThat(page.locator("main").innerText()).as("text of " + where).doesNotContain("??");
        assertThat((List<?>) page.evaluate(FAINT)).as("faint text on " + where).isEmpty();
        assertThat((List<?>) page.evaluate(UNNAMED)).as("controls without a name on " + where).isEmpty();
    }
}
