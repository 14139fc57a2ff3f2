package ringside.engine.boot;

import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import ringside.engine.pipeline.CommitListener;
import ringside.journal.codec.AccountHaltedDecoder;
import ringside.journal.codec.AlertRaisedDecoder;
import ringside.journal.codec.CatalogKind;
import ringside.journal.codec.Leg;
import ringside.journal.codec.RecordHeaderDecoder;
import ringside.journal.codec.RiskChangedDecoder;
import ringside.journal.codec.RiskLevel;
import ringside.journal.codec.Severity;
import ringside.journal.codec.StrategyHaltedDecoder;
import ringside.journal.event.Catalog;
import ringside.journal.event.Decimals;
import ringside.journal.event.RecordLayout;

/**
 * Turns recorded alerts, changes of risk and halts into what people are told. One thread, that of
 * {@link CommittedNews}.
 */
final class AlertReader implements CommitListener {
  private final Catalog catalog;
  private final Consumer<Alert> told;
  private final AlertRaisedDecoder raised = new AlertRaisedDecoder();
  private final RiskChangedDecoder risk = new RiskChangedDecoder();
  private final AccountHaltedDecoder accountHalted = new AccountHaltedDecoder();
  private final StrategyHaltedDecoder strategyHalted = new StrategyHaltedDecoder();

  /**
   * @param catalog complete
   */
  AlertReader(Catalog catalog, Consumer<Alert> told) {
    this.catalog = catalog;
    this.told = told;
  }

  @Override
  public void onDecision(DirectBuffer buffer, int offset) {
    int block = offset + RecordLayout.BLOCK_OFFSET;
    int length = RecordLayout.blockLength(buffer, offset);
    int version = RecordLayout.version(buffer, offset);
    switch (RecordLayout.templateId(buffer, offset)) {
      case AlertRaisedDecoder.TEMPLATE_ID -> {
        raised.wrap(buffer, block, length, version);
        tell(
            raised.header(),
            raised.severity(),
            raised.code().name(),
            Leg.NULL_VAL,
            raised.active() == 1,
            raised.detail(),
            raised.count());
      }
      case RiskChangedDecoder.TEMPLATE_ID -> {
        risk.wrap(buffer, block, length, version);
        risk();
      }
      case AccountHaltedDecoder.TEMPLATE_ID -> {
        accountHalted.wrap(buffer, block, length, version);
        halted(
            accountHalted.header(),
            "ACCOUNT_HALTED",
            accountHalted.cause().name(),
            accountHalted.detail());
      }
      case StrategyHaltedDecoder.TEMPLATE_ID -> {
        strategyHalted.wrap(buffer, block, length, version);
        halted(
            strategyHalted.header(),
            "STRATEGY_HALTED",
            strategyHalted.cause().name(),
            strategyHalted.detail());
      }
      default -> {
        // Nothing that people are told of.
      }
    }
  }

  private void risk() {
    RiskLevel level = risk.level();
    Severity severity =
        switch (level) {
          case EMERGENCY -> Severity.CRITICAL;
          case WARNING, STOP_OPENING -> Severity.WARNING;
          default -> Severity.INFO;
        };
    StringBuilder text = new StringBuilder(risk.rule()).append(": ").append(level);
    if (risk.valueE9() != Decimals.INVALID && risk.limitE9() != Decimals.INVALID) {
      Decimals.appendE9(text.append(", value "), risk.valueE9());
      Decimals.appendE9(text.append(", limit "), risk.limitE9());
    }
    if (risk.latched() == 1) {
      text.append(", stays until an operator clears it");
    }
    String detail = risk.detail();
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    boolean active = level != RiskLevel.NORMAL;
    tell(risk.header(), severity, "RISK", risk.leg(), active, text.toString(), 1);
  }

  private void halted(RecordHeaderDecoder header, String code, String cause, String detail) {
    tell(header, Severity.CRITICAL, code, Leg.NULL_VAL, true, cause + ": " + detail, 1);
  }

  private void tell(
      RecordHeaderDecoder header,
      Severity severity,
      String code,
      Leg leg,
      boolean active,
      String text,
      long count) {
    told.accept(
        new Alert(
            header.timeNs(),
            severity,
            code,
            name(CatalogKind.ACCOUNT, header.account()),
            name(CatalogKind.INSTRUMENT, header.instrument()),
            leg == Leg.NULL_VAL ? "" : leg.name(),
            active,
            text,
            Math.max(1, count)));
  }

  private String name(CatalogKind kind, int index) {
    if (index == Catalog.NONE) {
      return "";
    }
    String name = catalog.name(kind, index);
    return name == null ? String.valueOf(index) : name;
  }
}
