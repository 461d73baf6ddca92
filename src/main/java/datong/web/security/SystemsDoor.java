package datong.web.security;

import java.nio.file.Path;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A second port that speaks TLS and asks for the caller's certificate, for systems that prove themselves by one: a proxy in between
 * would see the certificate instead of the hub.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("datong.tls.port")
class SystemsDoor {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> systemsDoorConnector(SignInSettings settings) {
        return server -> server.addAdditionalConnectors(connector(settings.tls()));
    }

    private static Connector connector(SignInSettings.Tls settings) {
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCertificateVerification("optional");
        host.setTrustManagerClassName(AnyCertificate.class.getName());
        SSLHostConfigCertificate own = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        own.setCertificateFile(absolute(settings.certificate()));
        own.setCertificateKeyFile(absolute(settings.key()));
        host.addCertificate(own);
        Connector connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(settings.port());
        connector.setScheme("https");
        connector.setSecure(true);
        ((Http11NioProtocol) connector.getProtocolHandler()).setSSLEnabled(true);
        connector.addSslHostConfig(host);
        return connector;
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().toString();
    }
}
