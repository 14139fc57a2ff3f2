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
        .doesNotContain("${")
        .doesNotContain("sun-misc-unsafe");
  }

  @Test
  void newerForksGetTheFlagsThatOnlyTheyKnow() throws IOException {
    assertThat(BenchmarksMain.forkFlags(25)).contains("--sun-misc-unsafe-memory-access=allow");
  }

  @Test
  void flagsStandBeforeTheCallersOwn() {
    assertThat(BenchmarksMain.withForkFlags(new String[] {"-f", "1"}, "-a -b"))
        .containsExactly("-f", "1", "-jvmArgsPrepend", "-a -b");
    assertThat(BenchmarksMain.withForkFlags(new String[] {"-jvmArgsPrepend", "-c"}, "-a -b"))
        .containsExactly("-jvmArgsPrepend", "-a -b -c");
  }
}
