package io.remex.processor;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;

/** Long texts as Java source that people can read and that class files, which limit a constant to 64 KiB, can hold. */
final class TextLiteral {
    private static final int LINE_CHARS = 100;
    private static final int CONSTANT_CHARS = 16_000;

    private TextLiteral() {}

    /** An expression that is the text. */
    static CodeBlock of(String text) {
        List<CodeBlock> lines = new ArrayList<>();
        int begin = 0;
        while (text.length() - begin > LINE_CHARS) {
            int cut = text.lastIndexOf(';', begin + LINE_CHARS - 1);
            int end = cut > begin ? cut + 1 : begin + LINE_CHARS;
            lines.add(CodeBlock.of("$S", text.substring(begin, end)));
            begin = end;
        }
        lines.add(CodeBlock.of("$S", text.substring(begin)));
        return text.length() <= CONSTANT_CHARS
                ? CodeBlock.join(lines, "\n+ ")
                : CodeBlock.of("$T.join($S, $L)", String.class, "", CodeBlock.join(lines, ",\n"));
    }
}
