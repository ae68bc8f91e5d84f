package io.remex.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubjectProgramTest {
    @Test
    void shouldAnswerWithTheLoopThatIsAskedFor() {
        SubjectProgram program = new SubjectProgram().loop("seven", request -> RoundAnswer.of("seven", 7));

        assertThat(program.measure(RoundRequest.parse("seven")).numbers()).containsEntry("seven", 7.0);
    }

    @Test
    void shouldNameItsLoopsWhenThereIsNoneOfThatName() {
        SubjectProgram program = new SubjectProgram().loop("seven", request -> RoundAnswer.of("seven", 7));

        assertThat(program.measure(RoundRequest.parse("eight")).problem())
                .isEqualTo("it has no loop 'eight', only [seven]");
    }

    @Test
    void shouldAnswerWithTheProblemWhenALoopThrows() {
        SubjectProgram program = new SubjectProgram().loop("broken", request -> {
            throw new IllegalStateException("no luck");
        });

        assertThat(program.measure(RoundRequest.parse("broken")).problem()).isEqualTo("IllegalStateException: no luck");
    }
}
