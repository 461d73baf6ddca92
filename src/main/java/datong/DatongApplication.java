package datong;

import datong.cli.DatongCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The hub; with a command word as first argument, its command line. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(HubSettings.class)
public class DatongApplication {

    public static void main(String[] arguments) {
        if (DatongCommand.knows(arguments)) {
            System.exit(DatongCommand.run(arguments));
        }
        SpringApplication.run(DatongApplication.class, arguments);
    }
}
