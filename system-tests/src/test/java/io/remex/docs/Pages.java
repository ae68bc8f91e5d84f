package io.remex.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the repository, and what there is to find in its pages. */
final class Pages {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    private static final Pattern SOURCE = Pattern.compile(".*/src/(main|test)/.*\\.(java|proto|xml)");
    private static final Set<String> UNWATCHED = Set.of("target", ".git");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");

    private Pages() {}

    /** The root of the repository: the nearest directory above that has {@code mvnw}. */
    static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            directory = Optional.ofNullable(directory.getParent())
                    .orElseThrow(() -> new IllegalStateException(
                            "no mvnw in " + Path.of("").toAbsolutePath() + " or above"));
        }
        return directory;
    }

    /** The text of a file, given from the root. */
    static String text(String path) {
        return read(root().resolve(path));
    }

    /** README, ARCHITECTURE, CHANGELOG and everything in {@code docs}. */
    static List<Path> all() {
        try (Stream<Path> docs = Files.list(root().resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            for (String name : List.of("README.md", "ARCHITECTURE.md", "CHANGELOG.md")) {
                pages.add(root().resolve(name));
            }
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every identifier in the sources, schemas included; what a build makes or changes meanwhile is left alone. */
    static Set<String> identifiersOfSources() {
        Set<String> identifiers = new HashSet<>();
        try {
            Files.walkFileTree(root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    return UNWATCHED.contains(String.valueOf(directory.getFileName()))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (SOURCE.matcher(file.toString()).matches()) {
                        matches(IDENTIFIER, read(file)).map(MatchResult::group).forEach(identifiers::add);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return identifiers;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the links of a page point at, those to other places of the web aside. */
    static List<String> relativeLinks(Path page) {
        return matches(LINK, withoutFences(page))
                .map(match -> match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** What stands in backticks within the lines of a page. */
    static List<String> codeSpans(Path page) {
        return matches(CODE_SPAN, withoutFences(page))
                .map(match -> match.group(1))
                .toList();
    }

    /** The blocks of code of a page. */
    static List<String> fences(Path page) {
        return matches(FENCE, read(page)).map(MatchResult::group).toList();
    }

    /** The anchors that GitHub makes of the headings of a page. */
    static List<String> anchors(Path page) {
        return matches(HEADING, withoutFences(page))
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The cells of the rows of all tables of a page, without backticks. */
    static List<List<String>> rows(String text) {
        return text.lines()
                .filter(line -> line.startsWith("|") && line.endsWith("|") && line.length() > 1)
                .map(line -> Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .toList();
    }

    private static String withoutFences(Path page) {
        return FENCE.matcher(read(page)).replaceAll("");
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results();
    }
}
