package ringside.engine.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ringside.engine.strategy.Parameter;
import ringside.engine.strategy.StrategyKind;
import ringside.journal.event.Decimals;

/**
 * The parameters of a kind of strategy as settings of the file. A shared one may stand outside of
 * the sections too. What must be given, and what holds where nothing is, the kind knows. Stateless.
 */
final class ParameterSettings {
  private ParameterSettings() {}

  static Setting.Group of(StrategyKind kind) {
    Map<String, Setting> top = new LinkedHashMap<>();
    Map<String, List<Setting>> sections = new LinkedHashMap<>();
    for (Parameter parameter : kind.parameters()) {
      if (parameter.section().isEmpty() || parameter.shared()) {
        top.putIfAbsent(parameter.lastName(), setting(parameter));
      }
      if (!parameter.section().isEmpty()) {
        sections
            .computeIfAbsent(parameter.section(), section -> new ArrayList<>())
            .add(setting(parameter));
      }
    }
    List<Setting> settings = new ArrayList<>(top.values());
    sections.forEach(
        (section, inner) ->
            settings.add(
                new Setting.Group(
                    section,
                    inner,
                    "Where " + section + " differs from what is given beside it.")));
    return new Setting.Group("parameters", settings, "Settings of `" + kind.name() + "`.");
  }

  private static Setting setting(Parameter parameter) {
    String must = "";
    if (parameter.group() != null) {
      must = "; exactly one of its kind must be given";
    } else if (parameter.fallback() == null && !parameter.optional()) {
      must = "; must be given";
    }
    return Setting.value(parameter.lastName(), domain(parameter), parameter.description() + must)
        .or(parameter.fallback());
  }

  private static Domain domain(Parameter parameter) {
    return switch (parameter.type()) {
      case WORD -> new Domain.Words(parameter.choices());
      case FLAG -> new Domain.Flag();
      case NUMBER -> new Domain.Numeric(parameter.leastE9(), parameter.mostE9(), false);
      case COUNT ->
          new Domain.Numeric(
              parameter.leastE9() * Decimals.ONE_E9, parameter.mostE9() * Decimals.ONE_E9, true);
      case DURATION -> new Domain.Span(parameter.leastE9(), parameter.mostE9());
    };
  }
}
