package ringside.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchmarksMainTest {
  @Test
  void forksGetTheFlagsThatTheBuildNames() throws IOException {
    assertThat(BenchmarksMain.forkFlags(17))
        .contains("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED")
        .contains("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED")
        .noneMatch(flag -> flag.contains("${") || flag.contains("sun-misc-unsafe"));
  }

  @Test
  void newerForksGetTheFlagsThatOnlyTheyKnow() throws IOException {
    assertThat(BenchmarksMain.forkFlags(25)).contains("--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void listingIsASuccess() {
    assertThat(BenchmarksMain.run("-l")).isZero();
  }

  @Test
  void anUnknownNameIsBadUsage() {
    assertThat(BenchmarksMain.run("no-such-benchmark")).isEqualTo(2);
  }
}
