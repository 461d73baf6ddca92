package datong.web.console;

import datong.policy.Subjects;
import jakarta.servlet.MultipartConfigElement;
import java.time.Duration;
import java.util.Locale;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** The console's frame: languages, the door keeper, error pages, uploads. */
@Configuration(proxyBeanMethods = false)
public class ConsoleWeb {
    private static final long LARGEST_UPLOAD = 64L << 20;

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("i18n/messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(Locale.CHINESE);
        return messages;
    }

    /** Chinese unless the viewer chose English. */
    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("datong-language");
        resolver.setDefaultLocale(Locale.CHINESE);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        return resolver;
    }

    @Bean
    ErrorViewResolver errorPages(LocaleResolver localeResolver) {
        return new ErrorPages(localeResolver);
    }

    @Bean
    ConsoleExceptions consoleExceptions(LocaleResolver localeResolver, RefusedPages refusedPages) {
        return new ConsoleExceptions(localeResolver, refusedPages);
    }

    @Bean
    MultipartConfigElement multipartConfigElement() {
        return new MultipartConfigElement("", LARGEST_UPLOAD, LARGEST_UPLOAD, 0);
    }

    @Bean
    WebMvcConfigurer consoleInterceptors(Subjects subjects) {
        LocaleChangeInterceptor language = new LocaleChangeInterceptor();
        language.setIgnoreInvalidLocale(true);
        language.setParamName("lang");
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(language).excludePathPatterns("/api/**");
                registry.addInterceptor(new DoorKeeper(subjects));
            }
        };
    }
}
