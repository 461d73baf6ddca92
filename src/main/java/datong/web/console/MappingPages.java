package datong.web.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The mappings in force, and how one would read an uploaded file. Nothing of the file is kept. */
@Controller
@Opens(Page.MAPPINGS)
class MappingPages {
    private static final int SHOWN = 100;
    private final MappingView mappings;

    MappingPages(MappingView mappings) {
        this.mappings = mappings;
    }

    @GetMapping("/mappings")
    String mappings(Model model) {
        model.addAttribute("mappings", mappings.mappings());
        model.addAttribute("problems", mappings.problems());
        return "mappings";
    }

    @GetMapping("/mappings/{source}/preview")
    @Opens(Page.PREVIEW)
    String ask(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String source, Model model) {
        model.addAttribute("mapping", own(viewer, source));
        return "preview";
    }

    @PostMapping("/mappings/{source}/preview")
    @Opens(Page.PREVIEW)
    String show(@RequestAttribute("datong.web.console.Viewer") Viewer viewer, @PathVariable String source, @RequestParam MultipartFile file,
            Model model) throws IOException {
        model.addAttribute("mapping", own(viewer, source));
        String name = Optional.ofNullable(file.getOriginalFilename()).map(given -> Path.of(given).getFileName().toString()).orElse("");
        model.addAttribute("file", name);
        if (!file.isEmpty()) {
            model.addAttribute("preview", preview(viewer, source, file, name));
        }
        return "preview";
    }

    /** The upload lies in a folder only the owner can read while it is looked at. */
    private MappingView.Preview preview(Viewer viewer, String source, MultipartFile file, String name) throws IOException {
        Path folder = Files.createTempDirectory("datong-preview");
        Path upload = folder.resolve("upload" + ending(name));
        try {
            file.transferTo(upload);
            return mappings.preview(viewer.subject(), source, upload, name, SHOWN);
        } finally {
            Files.deleteIfExists(upload);
            Files.deleteIfExists(folder);
        }
    }

    /** The name's ending, if it is a plain one: it only breaks ties when the format is detected. */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot);
        return ending.matches("\\.[A-Za-z0-9]{1,8}") ? ending : "";
    }

    private MappingView.Line own(Viewer viewer, String source) {
        MappingView.Line mapping = mappings.mapping(source).orElseThrow(() -> new NotThere(source));
        if (!viewer.owns(source)) {
            throw PageRefused.otherSource();
        }
        return mapping;
    }
}
