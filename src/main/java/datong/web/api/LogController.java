package datong.web.api;

import datong.audit.LogTiles;
import datong.audit.TilePath;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public part of the audit log as c2sp.org/tlog-tiles: no event, but what proves each; only where a setting opens the door. */
@Hidden
@RestController
@RequestMapping(LogController.PREFIX)
class LogController {
    static final String PREFIX = "/log/";
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=utf-8");
    private final LogDoor door;

    LogController(LogDoor door) {
        this.door = door;
    }

    @GetMapping("checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        demandOpen();
        return door.tiles().checkpoint()
                .map(checkpoint -> ResponseEntity.ok().contentType(TEXT).cacheControl(CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic())
                        .body(checkpoint.note().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .orElseThrow(() -> new ApiProblem(Problem.of(503, "no-checkpoint", "There is no checkpoint yet",
                        "no checkpoint of the log has been cosigned by as many witnesses as the hub's settings demand; ask again later")));
    }

    /** Neither a full tile nor a partial one ever changes. */
    @GetMapping("tile/**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        demandOpen();
        LogTiles tiles = door.tiles();
        Optional<byte[]> content = TilePath.parse(request.getRequestURI().substring(PREFIX.length())).flatMap(path -> path.level()
                .map(level -> tiles.hashes(level, path.tile(), path.width())).orElseGet(() -> tiles.entries(path.tile(), path.width())));
        return content.map(bytes -> ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable()).body(bytes))
                .orElseThrow(LogController::nothing);
    }

    private void demandOpen() {
        if (!door.open()) {
            throw nothing();
        }
    }

    private static ApiProblem nothing() {
        return new ApiProblem(Problem.of(404, "no-such-tile", "There is no such part of the log",
                "the log's public part is closed, or its published checkpoint does not reach as far; see c2sp.org/tlog-tiles"));
    }
}
