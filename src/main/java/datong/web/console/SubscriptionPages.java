package datong.web.console;

import datong.subscription.Subscription;
import datong.subscription.SubscriptionDesk;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is told what changes: how far each is, what fails, and what paused. */
@Controller
@Opens(Page.PUBLICATIONS)
class SubscriptionPages {
    private final SubscriptionDesk desk;
    private final Clock clock;

    SubscriptionPages(SubscriptionDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping("/subscriptions")
    String subscriptions(Model model) {
        Instant now = clock.instant();
        model.addAttribute("subscriptions", desk.entries());
        model.addAttribute("now", now);
        return "subscriptions";
    }

    @PostMapping("/subscriptions/{name}/resume")
    @Opens(Page.PUBLISH)
    String resume(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String name, @RequestParam(defaultValue = "false") boolean anew) {
        Subscription subscription = desk.entries().stream().map(SubscriptionDesk.Entry::subscription).filter(one -> one.name().equals(name)).findFirst().orElseThrow(() -> new NotThere(name));
        desk.resume(subscription, anew, viewer.subject());
        return "redirect:/subscriptions";
    }
}
