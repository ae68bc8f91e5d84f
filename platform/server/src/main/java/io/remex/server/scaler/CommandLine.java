package io.remex.server.scaler;

import io.remex.ConfigKey;
import io.remex.RemexConfigException;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as people write one, for a start without a shell: words are separated by blanks; what is in single or double quotes
 * belongs together; a backslash outside of single quotes stands for the character behind it. Nothing else has a meaning.
 */
final class CommandLine {
    private static final char NO_QUOTE = 0;

    private CommandLine() {}

    /**
     * The words of a command, none for a blank one.
     *
     * @throws RemexConfigException a quote is not closed, or nothing follows a backslash
     */
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = NO_QUOTE;
        for (int i = 0; i < command.length(); i++) {
            char next = command.charAt(i);
            if (quote == NO_QUOTE && Character.isWhitespace(next)) {
                word = end(word, words);
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (next == '\\' && quote != '\'') {
                if (++i == command.length()) {
                    throw problem(command, "nothing follows the last backslash");
                }
                word.append(command.charAt(i));
            } else if (next == quote) {
                quote = NO_QUOTE;
            } else if (quote == NO_QUOTE && (next == '\'' || next == '"')) {
                quote = next;
            } else {
                word.append(next);
            }
        }
        if (quote != NO_QUOTE) {
            throw problem(command, "a quote " + quote + " is not closed");
        }
        end(word, words);
        return List.copyOf(words);
    }

    private static StringBuilder end(StringBuilder word, List<String> words) {
        if (word != null) {
            words.add(word.toString());
        }
        return null;
    }

    private static RemexConfigException problem(String command, String what) {
        return new RemexConfigException(ConfigKey.SCALER_COMMAND.key() + "='" + command + "': " + what);
    }
}
