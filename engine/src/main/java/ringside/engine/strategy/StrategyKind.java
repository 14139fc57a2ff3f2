package ringside.engine.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ringside.engine.strategy.grid.GridParameters;

/**
 * A kind of strategy, as config names it: what can be set, and what makes no sense together.
 * Immutable; any thread.
 *
 * @param parameters in the order in which they are recorded
 * @param sense looks at parameters that are each valid, and says what of them makes no sense
 */
public record StrategyKind(String name, List<Parameter> parameters, Sense sense) {
  private static final List<StrategyKind> ALL =
      List.of(
          new StrategyKind(GridParameters.KIND, GridParameters.ALL, GridParameters::mistakes),
          new StrategyKind(QuotesParameters.KIND, QuotesParameters.ALL, effective -> List.of()));

  /** Says what is wrong with parameters together. */
  @FunctionalInterface
  public interface Sense {
    /**
     * Looks at them.
     *
     * @param effective by name, complete, each valid by itself
     */
    List<Mistake> mistakes(Map<String, String> effective);
  }

  /**
   * Something wrong with parameters.
   *
   * @param name of the parameter that it is told at; a path with dots
   * @param what is wrong, the value and what is allowed
   */
  public record Mistake(String name, String what) {}

  /** The kinds that are built in. */
  public static List<StrategyKind> all() {
    return ALL;
  }

  /** The kind of this name, or null. */
  public static StrategyKind find(String name) {
    return ALL.stream().filter(kind -> kind.name().equals(name)).findFirst().orElse(null);
  }

  /** All names that a config may give, nested ones with dots, shared ones without their section. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Parameter parameter : parameters) {
      names.add(parameter.name());
      if (parameter.shared()) {
        names.add(parameter.lastName());
      }
    }
    return names;
  }

  /** The parameter that a name given in a config means, or null; of a shared one the first. */
  public Parameter parameter(String given) {
    return parameters.stream()
        .filter(p -> p.name().equals(given) || (p.shared() && p.lastName().equals(given)))
        .findFirst()
        .orElse(null);
  }

  /**
   * What is given, with shared values in every section and fallbacks for the rest. What is optional
   * and not given is not there.
   *
   * @param given by name, nested ones with dots
   */
  public Map<String, String> effective(Map<String, String> given) {
    Map<String, String> effective = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String text = text(parameter, given);
      if (text != null) {
        effective.put(parameter.name(), text);
      }
    }
    return effective;
  }

  /**
   * Everything that is wrong with what is given, but for names that are not known. Told at the name
   * that was given: a shared value once, without its section.
   */
  public List<Mistake> mistakes(Map<String, String> given) {
    Set<Mistake> mistakes = new LinkedHashSet<>();
    for (Parameter parameter : parameters) {
      String text = text(parameter, given);
      if (text == null) {
        if (!parameter.optional() && !off(parameter.section(), given)) {
          String name = anyGives(parameter, given) ? parameter.name() : parameter.lastName();
          mistakes.add(new Mistake(name, "is missing; allowed: " + parameter.allowed()));
        }
      } else if (!parameter.accepts(text)) {
        boolean own = given.containsKey(parameter.name()) || !parameter.shared();
        mistakes.add(
            new Mistake(
                own ? parameter.name() : parameter.lastName(),
                "'" + text + "'; allowed: " + parameter.allowed()));
      }
    }
    groups(given, mistakes);
    if (mistakes.isEmpty()) {
      mistakes.addAll(sense.mistakes(effective(given)));
    }
    return new ArrayList<>(mistakes);
  }

  /** Whether any section has its own of it; where none has, all lack the shared one. */
  private boolean anyGives(Parameter parameter, Map<String, String> given) {
    return !parameter.shared()
        || parameters.stream()
            .filter(other -> other.lastName().equals(parameter.lastName()))
            .anyMatch(other -> given.containsKey(other.name()));
  }

  private String text(Parameter parameter, Map<String, String> given) {
    String text = given.get(parameter.name());
    if (text == null && parameter.shared() && !ownOfGroup(parameter, given)) {
      text = given.get(parameter.lastName());
    }
    return text == null ? parameter.fallback() : text;
  }

  /** Whether the section says itself which of the group it wants: then no shared one counts. */
  private boolean ownOfGroup(Parameter parameter, Map<String, String> given) {
    return parameter.group() != null
        && parameters.stream()
            .filter(other -> parameter.group().equals(other.group()))
            .filter(other -> other.section().equals(parameter.section()))
            .anyMatch(other -> given.containsKey(other.name()));
  }

  private void groups(Map<String, String> given, Set<Mistake> mistakes) {
    Map<String, Set<String>> members = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (parameter.group() != null) {
        String key = parameter.section() + "." + parameter.group();
        Set<String> found = members.computeIfAbsent(key, k -> new TreeSet<>());
        if (text(parameter, given) != null) {
          found.add(parameter.lastName());
        }
      }
    }
    for (Parameter parameter : parameters) {
      Set<String> found = members.remove(parameter.section() + "." + parameter.group());
      if (found != null && found.size() != 1) {
        String section = parameter.section();
        if (found.isEmpty() && off(section, given)) {
          continue;
        }
        boolean alone =
            parameters.stream()
                .filter(other -> parameter.group().equals(other.group()))
                .anyMatch(other -> anyGives(other, given));
        mistakes.add(
            new Mistake(
                (alone ? section + "." : "") + parameter.group(),
                (found.isEmpty() ? "is missing" : String.join(" and ", found) + " are given")
                    + "; allowed: exactly one of "
                    + String.join(", ", groupNames(parameter))));
      }
    }
  }

  /** What is not enabled needs nothing more. */
  private static boolean off(String section, Map<String, String> given) {
    String enabled = given.getOrDefault(section + ".enabled", given.get("enabled"));
    return "false".equals(enabled) && !section.isEmpty();
  }

  private List<String> groupNames(Parameter of) {
    return parameters.stream()
        .filter(p -> of.group().equals(p.group()) && p.section().equals(of.section()))
        .map(Parameter::lastName)
        .toList();
  }
}
