package ringside.journal.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import ringside.journal.codec.CatalogEntryDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.TradeDecoder;

class TemplatesTest {
  @Test
  void onlyCommandsLeaveThroughTheOutboundRing() {
    assertThat(Templates.names().stream().filter(name -> Templates.isCommand(Templates.id(name))))
        .containsExactly(
            "PlaceOrder",
            "AmendOrder",
            "CancelOrder",
            "SetLeverage",
            "SetPositionMode",
            "SetTradingStop",
            "RequestReport",
            "RequestBook");
    assertThat(Templates.isCommand(-1)).isFalse();
    assertThat(Templates.isCommand(79)).isFalse();
    assertThat(Templates.isCommand(65_535)).isFalse();
  }

  @Test
  void everyTypeIsFoundByItsNameAndItsId() {
    assertThat(Templates.names()).hasSameSizeAs(SchemaModel.current().messages());
    for (SchemaModel.Message message : SchemaModel.current().messages()) {
      assertThat(Templates.id(message.name())).isEqualTo(message.id());
      assertThat(Templates.name(message.id())).isEqualTo(message.name());
    }
    assertThat(Templates.id("Trade")).isEqualTo(TradeDecoder.TEMPLATE_ID);
    assertThat(Templates.id("placeorder")).isEqualTo(PlaceOrderDecoder.TEMPLATE_ID);
    assertThat(Templates.name(CatalogEntryDecoder.TEMPLATE_ID)).isEqualTo("CatalogEntry");
  }

  @Test
  void whatTheSchemaDoesNotHaveHasNoIdAndANameThatSaysSo() {
    assertThat(Templates.id("Trades")).isEqualTo(Templates.NONE);
    assertThat(Templates.id("")).isEqualTo(Templates.NONE);
    assertThat(Templates.name(99)).isEqualTo("template 99");
  }
}
