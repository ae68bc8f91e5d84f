package io.remex.processor;

import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What the steps share while they look at one declaring class.
 *
 * @param packageName the package that the stub is generated into
 */
record ProcessorContext(
        Types types,
        Elements elements,
        TypeAccess access,
        TypeVariables typeVariables,
        UncarriableTypes uncarriableTypes,
        NamedSubtypes namedSubtypes,
        String packageName) {

    static ProcessorContext of(Types types, Elements elements) {
        return new ProcessorContext(
                types,
                elements,
                new TypeAccess(elements),
                new TypeVariables(types, elements),
                new UncarriableTypes(types, elements),
                new NamedSubtypes(elements),
                "");
    }

    ProcessorContext inPackage(String name) {
        return new ProcessorContext(types, elements, access, typeVariables, uncarriableTypes, namedSubtypes, name);
    }
}
