package ringside.tools.walls;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls of docs/DESIGN.md: each holds, each has been seen red, each still has its house. */
class WallsTest {
  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("ringside");

  @TestFactory
  Stream<DynamicTest> everyWallHolds() {
    return each(wall -> wall.rule().check(PROJECT));
  }

  @TestFactory
  Stream<DynamicTest> everyWallStopsItsOffender() {
    return each(
        wall ->
            assertThat(
                    wall.rule()
                        .evaluate(new ClassFileImporter().importClasses(wall.offender()))
                        .hasViolation())
                .as("%s stops %s", wall.name(), wall.offender())
                .isTrue());
  }

  @TestFactory
  Stream<DynamicTest> everyWallStillGuardsSomething() {
    return each(wall -> assertThat(PROJECT.that(wall.guarded())).as(wall.name()).isNotEmpty());
  }

  @Test
  void offendersAreNoPartOfTheProject() {
    assertThat(PROJECT).noneMatch(type -> type.getPackageName().contains("offending"));
    assertThat(PROJECT.contain("ringside.engine.core.TradingCore")).isTrue();
  }

  private static Stream<DynamicTest> each(Consumer<Wall> check) {
    return Wall.all().stream()
        .map(wall -> DynamicTest.dynamicTest(wall.name(), () -> check.accept(wall)));
  }
}
