package datong.web.api;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server refuses before any page or resource sees it, as a problem document that repeats nothing of the request. */
public final class ServerRefusals extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRefusals.class);

    @Override
    protected void report(Request request, Response response, Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String code = status < 500 ? "bad-request" : "internal-error";
        String title = status < 500 ? "The request cannot be read" : "The hub failed";
        String detail = status < 500 ? "the address, a header or the method is not one this hub reads" : "the operator finds the cause in the hub's log";
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write("{\"type\":\"urn:datong:problem:%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}".formatted(code, title, status, detail));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("the caller went away before the problem was written", gone);
        }
    }
}
