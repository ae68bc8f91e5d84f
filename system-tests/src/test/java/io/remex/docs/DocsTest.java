package io.remex.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.remex.ConfigKey;
import io.remex.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages are true as far as a program can tell. */
class DocsTest {
    private static final String DIAGNOSTICS = "annotation-processor/src/main/java/io/remex/processor/Diagnostic.java";
    private static final Pattern DIAGNOSTIC = Pattern.compile("\"(RMX-P\\d{3})\",\\s*(ERROR|WARNING)");
    private static final Pattern PROCESSOR_CODE = Pattern.compile("RMX-P\\d{3}");
    private static final Pattern ERROR_LABEL = Pattern.compile("RMX-\\d{3}");
    private static final Pattern PATH = Pattern.compile("\\.?[\\w.-]+(/[\\w.-]+)*/?");
    private static final Pattern QUALIFIED_NAME = Pattern.compile("[A-Z]\\w+(\\.\\w+)*");
    private static final Pattern JAR = Pattern.compile("[\\w./-]+/target/[\\w./-]+");
    private static final Pattern TEST_COMMAND = Pattern.compile("(?m)^\\s*\"\\$\\{maven\\[@]}\" verify$");

    private static final List<List<String>> CONFIGURATION = Pages.rows(Pages.text("docs/configuration.md"));
    private static final List<List<String>> ERRORS = Pages.rows(Pages.text("docs/errors.md"));
    private static final List<List<String>> FUNCTIONS = Pages.rows(Pages.text("docs/writing-remote-functions.md"));

    @ParameterizedTest
    @EnumSource
    void shouldListEveryConfigurationKey(ConfigKey key) {
        String defaultText = key.defaultText().isEmpty() ? "(empty)" : key.defaultText();

        assertThat(CONFIGURATION)
                .filteredOn(row -> row.get(0).equals(key.key()))
                .singleElement()
                .satisfies(row -> assertThat(row.subList(1, 3)).containsExactly(defaultText, key.allowed()));
    }

    @Test
    void shouldListNoConfigurationKeyThatIsNotThere() {
        Set<String> keys = Stream.of(ConfigKey.values()).map(ConfigKey::key).collect(Collectors.toSet());

        assertThat(CONFIGURATION)
                .map(row -> row.get(0))
                .filteredOn(name -> name.startsWith("remex."))
                .allSatisfy(name -> assertThat(keys).contains(name));
    }

    @ParameterizedTest
    @EnumSource
    void shouldListEveryErrorCode(ErrorCode code) {
        assertThat(ERRORS)
                .filteredOn(row -> row.get(0).equals(code.label()))
                .singleElement()
                .satisfies(row -> assertThat(row.get(1)).isEqualTo(code.name()));
    }

    @Test
    void shouldListNoErrorCodeThatIsNotThere() {
        Set<String> labels = Stream.of(ErrorCode.values()).map(ErrorCode::label).collect(Collectors.toSet());

        assertThat(labelsOf(ERROR_LABEL, Pages.text("docs/errors.md"))).isEqualTo(new TreeSet<>(labels));
    }

    @Test
    void shouldListEveryDiagnosticOfTheProcessor() {
        List<List<String>> inCode = DIAGNOSTIC
                .matcher(Pages.text(DIAGNOSTICS))
                .results()
                .map(match -> List.of(match.group(1), match.group(2).toLowerCase(Locale.ROOT)))
                .toList();

        assertThat(inCode).hasSizeGreaterThan(10);
        assertThat(FUNCTIONS)
                .filteredOn(row -> PROCESSOR_CODE.matcher(row.get(0)).matches())
                .map(row -> row.subList(0, 2))
                .containsExactlyInAnyOrderElementsOf(inCode);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkToWhatIsThere(Path page) {
        assertThat(Pages.relativeLinks(page)).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(Pages.anchors(target)).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldNamePathsThatAreThere(Path page) {
        Set<String> folders = topFolders();
        List<String> paths = Pages.codeSpans(page).stream()
                .filter(span -> PATH.matcher(span).matches())
                .filter(span -> span.contains("/") && folders.contains(span.substring(0, span.indexOf('/'))))
                .toList();

        assertThat(paths).allSatisfy(DocsTest::assertIsInRepository);
    }

    @Test
    void shouldNameClassesAndMessagesThatAreThere() {
        Set<String> identifiers = Pages.identifiersOfSources();

        assertThat(Pages.codeSpans(Pages.root().resolve("ARCHITECTURE.md")).stream()
                        .filter(span -> QUALIFIED_NAME.matcher(span).matches()))
                .hasSizeGreaterThan(100)
                .allSatisfy(span -> assertThat(identifiers).contains(span.split("\\.", -1)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldStartProgramsOfModulesThatAreThere(Path page) {
        List<String> jars = new ArrayList<>();
        Pages.fences(page)
                .forEach(fence -> jars.addAll(
                        JAR.matcher(fence).results().map(MatchResult::group).toList()));

        assertThat(jars).allSatisfy(DocsTest::assertIsInRepository);
    }

    @Test
    void shouldRunTheTestCommandInContinuousIntegration() {
        assertThat(Pages.text("README.md")).contains("| `./mvnw verify` |");
        assertThat(Pages.text(".ci/run")).contains("maven=(./mvnw ").containsPattern(TEST_COMMAND);
    }

    @Test
    void shouldHaveTheProfileOfTheDemo() {
        assertThat(Pages.text("README.md")).contains("| `./mvnw -q -Pdemo` |");
        assertThat(Pages.text("pom.xml")).contains("<id>demo</id>").contains("<defaultGoal>package</defaultGoal>");
    }

    @Test
    void shouldMarkTheOutputOfTheDemo() {
        assertThat(Pages.text("README.md")).containsSubsequence("<!-- demo-output -->", "```", "<!-- /demo-output -->");
    }

    @Test
    void shouldKnowTheFoldersOfTheRepository() {
        assertThat(topFolders())
                .allSatisfy(folder -> assertThat(Pages.root().resolve(folder)).isDirectory());
    }

    /** What a build makes is not there on a fresh clone, but the module that makes it is. */
    private static void assertIsInRepository(String path) {
        int built = path.indexOf("/target/");
        assertThat(Pages.root().resolve(built < 0 ? path : path.substring(0, built) + "/pom.xml"))
                .exists();
    }

    private static Set<String> topFolders() {
        return Set.of(
                ".ci",
                ".mvn",
                "annotation-processor",
                "benchmarks",
                "client",
                "config",
                "deployment",
                "docs",
                "examples",
                "platform",
                "system-tests",
                "worker");
    }

    private static Set<String> labelsOf(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> pages() {
        return Pages.all();
    }
}
