package datong.web.security;

import datong.policy.Subject;
import datong.policy.Subjects;
import java.security.Principal;
import java.util.Optional;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller the {@link Subject} that asks. Who is not in the policies is refused, however well they are signed in. */
final class SubjectArgument implements HandlerMethodArgumentResolver {
    private final Subjects subjects;

    SubjectArgument(Subjects subjects) {
        this.subjects = subjects;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Subject.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer container, NativeWebRequest request, WebDataBinderFactory factory) {
        return Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName).flatMap(subjects::find).orElseThrow(UnknownSubject::new);
    }
}
