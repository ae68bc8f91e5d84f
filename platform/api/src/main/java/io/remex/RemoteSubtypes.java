package io.remex;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the concrete classes that may stand where a wider type is declared, so that they can travel.
 *
 * <p>Only classes that the compiler saw are ever deserialized. A field of type {@code Object} or of an open interface hides
 * its classes from the compiler; put this annotation on the {@link Remote} method, its parameter, its class or the type that
 * has the field. Subclasses of a sealed type are found without it.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface RemoteSubtypes {

    /** The concrete classes to register. */
    Class<?>[] value() default {};

    /**
     * The canonical names of more of them, for classes that the code around cannot see because a library keeps them to itself. The
     * compiler checks that they are there.
     */
    String[] names() default {};
}
