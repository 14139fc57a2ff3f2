package ringside.tools.walls;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import ringside.adapters.bybit.offending.KnowsTheExchange;
import ringside.adapters.exchange.offending.KnowsTheAdapter;
import ringside.adapters.port.offending.PortToVenue;
import ringside.adapters.sim.offending.ImpureVenue;
import ringside.engine.core.offending.ImpureRules;
import ringside.engine.pipeline.offending.KnowsTooMuch;
import ringside.journal.event.offending.ForwardLook;

/**
 * A wall between parts of the project.
 *
 * @param rule what must hold
 * @param guarded what the rule speaks of: when no class is any more, the wall has lost its house
 * @param offender a class that breaks the rule
 */
record Wall(String name, ArchRule rule, DescribedPredicate<JavaClass> guarded, Class<?> offender) {
  private static final String CORE = "ringside.engine.core..";

  /** As pure as the core: they decide, and a replay must decide the same. */
  private static final String STRATEGIES = "ringside.engine.strategy..";

  private static final String SIMULATED = "ringside.adapters.sim..";
  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Manager|Helper|Utils?|Common|Impl|Base)|I[A-Z][a-z].*");

  /** What the JDK may compute differently from machine to machine. */
  private static final Set<String> INEXACT =
      Set.of(
          "exp", "expm1", "log", "log10", "log1p", "pow", "sin", "cos", "tan", "asin", "acos",
          "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "random");

  static List<Wall> all() {
    return List.of(
        only(
            "Chronicle is the log's",
            "net.openhft..",
            ForwardLook.KnowsChronicle.class,
            "ringside.journal.log.."),
        only(
            "the Disruptor is the pipeline's",
            "com.lmax.disruptor..",
            ImpureRules.OwnsARing.class,
            "ringside.engine.pipeline..",
            "ringside.benchmarks.."),
        only(
            "Jackson is the adapters'",
            "com.fasterxml.jackson..",
            ForwardLook.ParsesJson.class,
            "ringside.adapters.."),
        only(
            "WebSockets are the adapters'",
            "org.java_websocket..",
            ForwardLook.SpeaksWebSocket.class,
            "ringside.adapters..",
            "ringside.benchmarks.."),
        only(
            "a venue is named where the engine is put together",
            "ringside.adapters.bybit..",
            ImpureRules.KnowsTheVenue.class,
            "ringside.adapters.bybit..",
            "ringside.engine.boot..",
            "ringside.tools..",
            "ringside.benchmarks.."),
        only(
            "recordings are named where the engine is put together",
            "ringside.adapters.recording..",
            KnowsTooMuch.class,
            "ringside.adapters.recording..",
            "ringside.adapters.sim.market..",
            "ringside.engine.boot..",
            "ringside.tools..",
            "ringside.benchmarks.."),
        only(
            "the simulated venue is named where the engine is put together",
            "ringside.adapters.sim..",
            KnowsTooMuch.NamesTheVenue.class,
            "ringside.adapters.sim..",
            "ringside.adapters.paper..",
            "ringside.adapters.exchange..",
            "ringside.engine.boot..",
            "ringside.tools..",
            "ringside.benchmarks.."),
        only(
            "the venue on paper is named where the engine is put together",
            "ringside.adapters.paper..",
            KnowsTooMuch.NamesThePaper.class,
            "ringside.adapters.paper..",
            "ringside.engine.boot..",
            "ringside.tools..",
            "ringside.benchmarks.."),
        only(
            "the local exchange is named where the engine is put together",
            "ringside.adapters.exchange..",
            KnowsTooMuch.NamesTheExchange.class,
            "ringside.adapters.exchange..",
            "ringside.engine.boot..",
            "ringside.tools..",
            "ringside.benchmarks.."),
        never(
            "the trading adapter does not know the local exchange",
            "ringside.adapters.bybit..",
            KnowsTheExchange.class,
            "ringside.adapters.exchange..",
            "ringside.adapters.sim.."),
        never(
            "the local exchange does not know the trading adapter",
            "ringside.adapters.exchange..",
            KnowsTheAdapter.class,
            "ringside.adapters.bybit.."),
        new Wall(
            "the simulated venue knows the vocabulary only",
            classes()
                .that(simulated())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    SIMULATED,
                    "ringside.journal.event",
                    "ringside.journal.codec",
                    "org.agrona..",
                    "java.lang..",
                    "java.util",
                    "java.util.function"),
            simulated(),
            ImpureVenue.TouchesFiles.class),
        new Wall(
            "the simulated venue reads no clock and rolls no dice but its own",
            noClasses()
                .that()
                .resideInAPackage(SIMULATED)
                .should()
                .accessTargetWhere(JavaAccess.Predicates.target(unrepeatable())),
            resideInAnyPackage(SIMULATED),
            ImpureVenue.ReadsTheClock.class),
        never(
            "the vocabulary does not know the log",
            "ringside.journal.event..",
            ForwardLook.KnowsTheLog.class,
            "ringside.journal.log.."),
        never(
            "the journal does not know the adapters",
            "ringside.journal..",
            ForwardLook.KnowsTheAdapters.class,
            "ringside.adapters.."),
        never(
            "the journal does not know the engine",
            "ringside.journal..",
            ForwardLook.KnowsTheEngine.class,
            "ringside.engine..",
            "ringside.tools.."),
        never(
            "the adapters do not know the engine",
            "ringside.adapters..",
            PortToVenue.class,
            "ringside.engine..",
            "ringside.tools.."),
        never(
            "the port does not know a venue",
            "ringside.adapters.port..",
            PortToVenue.class,
            "ringside.adapters.bybit..",
            "ringside.adapters.recording.."),
        never(
            "the pipeline does not know the boot",
            "ringside.engine.pipeline..",
            KnowsTooMuch.class,
            "ringside.engine.boot.."),
        never(
            "the engine does not know the tools",
            "ringside.engine..",
            KnowsTooMuch.class,
            "ringside.tools..",
            "ringside.benchmarks.."),
        never(
            "the core does not know its strategies",
            CORE,
            ImpureRules.KnowsAStrategy.class,
            STRATEGIES),
        only(
            "YAML is the config's",
            "org.snakeyaml..",
            ImpureRules.ReadsYaml.class,
            "ringside.engine.config.."),
        coreKnows("the core knows the vocabulary only", ImpureRules.KnowsThePipeline.class),
        coreKnows("the core does no I/O", ImpureRules.TouchesFiles.class),
        coreKnows("the core does not log", ImpureRules.Logs.class),
        coreWithout(
            "the core rolls no dice",
            ImpureRules.RollsDice.class,
            "Random",
            "SecureRandom",
            "UUID",
            "ThreadLocalRandom",
            "SplittableRandom"),
        coreWithout(
            "the core starts no threads",
            ImpureRules.StartsThreads.class,
            "Thread",
            "Timer",
            "CompletableFuture",
            "ThreadLocal"),
        coreWithout(
            "the core has no order by hash",
            ImpureRules.DependsOnHashOrder.class,
            "HashMap",
            "HashSet",
            "IdentityHashMap",
            "WeakHashMap",
            "ConcurrentHashMap"),
        coreCalls(
            "the core reads no clock",
            ImpureRules.ReadsTheClock.class,
            describe(
                "a clock",
                target ->
                    target.getOwner().isEquivalentTo(System.class)
                        && target
                            .getName()
                            .matches("currentTimeMillis|nanoTime|identityHashCode|getenv"))),
        coreCalls(
            "the core computes exactly",
            ImpureRules.ComputesWithDoubles.class,
            describe(
                "an inexact function",
                target ->
                    target.getOwner().isEquivalentTo(Math.class)
                        && INEXACT.contains(target.getName()))),
        new Wall(
            "names say what a class is",
            classes()
                .that()
                .resideOutsideOfPackage("ringside.journal.codec..")
                .should(Names.notMatching(EMPTY_NAME)),
            resideInAnyPackage("ringside.."),
            BookManager.class));
  }

  private static Wall only(String name, String what, Class<?> offender, String... homes) {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(homes)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(what);
    DescribedPredicate<JavaClass> users =
        describe(
            "users of " + what,
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(
                        dependency -> resideInAnyPackage(what).test(dependency.getTargetClass())));
    return new Wall(name, rule, resideInAnyPackage(homes).and(users), offender);
  }

  private static Wall never(String name, String who, Class<?> offender, String... what) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(who)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(what);
    return new Wall(name, rule, resideInAnyPackage(who), offender);
  }

  private static DescribedPredicate<JavaClass> simulated() {
    return resideInAnyPackage(SIMULATED)
        .and(DescribedPredicate.not(resideInAnyPackage("ringside.adapters.sim.market..")));
  }

  private static DescribedPredicate<AccessTarget> unrepeatable() {
    return describe(
        "what differs from run to run",
        target -> {
          JavaClass owner = target.getOwner();
          String name = target.getName();
          if (owner.isEquivalentTo(System.class)) {
            return name.matches("currentTimeMillis|nanoTime|identityHashCode|getenv");
          }
          if (owner.isEquivalentTo(Math.class)) {
            return INEXACT.contains(name);
          }
          return owner.isAssignableTo(java.util.Random.class)
              || owner.isEquivalentTo(java.util.UUID.class)
              || owner.isAssignableTo(Thread.class)
              || (owner.isEquivalentTo(java.time.Instant.class) && name.equals("now"));
        });
  }

  private static Wall coreKnows(String name, Class<?> offender) {
    ArchRule rule =
        classes()
            .that()
            .resideInAnyPackage(CORE, STRATEGIES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                CORE,
                STRATEGIES,
                "ringside.journal.event",
                "ringside.journal.codec",
                "org.agrona..",
                "java.lang..",
                "java.util..",
                "java.nio",
                "java.nio.charset",
                "java.math");
    return new Wall(name, rule, resideInAnyPackage(CORE), offender);
  }

  private static Wall coreWithout(String name, Class<?> offender, String... types) {
    DescribedPredicate<JavaClass> named = simpleName(types[0]);
    for (String type : types) {
      named = named.or(simpleName(type));
    }
    ArchRule rule =
        noClasses().that().resideInAnyPackage(CORE, STRATEGIES).should().dependOnClassesThat(named);
    return new Wall(name, rule, resideInAnyPackage(CORE), offender);
  }

  private static Wall coreCalls(
      String name, Class<?> offender, DescribedPredicate<AccessTarget> target) {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(CORE, STRATEGIES)
            .should()
            .accessTargetWhere(JavaAccess.Predicates.target(target));
    return new Wall(name, rule, resideInAnyPackage(CORE), offender);
  }
}
