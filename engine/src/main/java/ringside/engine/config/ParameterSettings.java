package ringside.engine.config;

import java.util.ArrayList;
import java.util.List;
import ringside.engine.strategy.Parameter;
import ringside.engine.strategy.StrategyKind;

/** The parameters of a kind of strategy as settings of the file. Stateless. */
final class ParameterSettings {
  private ParameterSettings() {}

  static Setting.Group of(StrategyKind kind) {
    List<Setting> settings = new ArrayList<>();
    for (Parameter parameter : kind.parameters()) {
      settings.add(setting(parameter));
    }
    return new Setting.Group("parameters", settings, "Settings of `" + kind.name() + "`.");
  }

  private static Setting setting(Parameter parameter) {
    Domain domain =
        parameter.choices().isEmpty()
            ? new Domain.Number(parameter.leastE9(), parameter.mostE9(), false)
            : new Domain.Words(parameter.choices());
    Setting.Value value = Setting.value(parameter.name(), domain, parameter.description());
    return parameter.fallback() == null ? value.needed() : value.or(parameter.fallback());
  }
}
