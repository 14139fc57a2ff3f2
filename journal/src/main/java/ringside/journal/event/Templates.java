package ringside.journal.event;

import java.util.List;
import ringside.journal.codec.AmendOrderDecoder;
import ringside.journal.codec.CancelOrderDecoder;
import ringside.journal.codec.PlaceOrderDecoder;
import ringside.journal.codec.RequestBookDecoder;
import ringside.journal.codec.RequestReportDecoder;
import ringside.journal.codec.SetLeverageDecoder;
import ringside.journal.codec.SetPositionModeDecoder;
import ringside.journal.codec.SetTradingStopDecoder;

/** What is known of a record from its template id alone. Stateless; any thread. */
public final class Templates {
  /** What {@link #id} gives for a name that no type has. */
  public static final int NONE = -1;

  private Templates() {}

  /**
   * Whether records of this type are commands: once they are in the journal they leave through the
   * outbound ring, unless a shadow strategy decided them.
   */
  public static boolean isCommand(int templateId) {
    return switch (templateId) {
      case PlaceOrderDecoder.TEMPLATE_ID,
          AmendOrderDecoder.TEMPLATE_ID,
          CancelOrderDecoder.TEMPLATE_ID,
          SetLeverageDecoder.TEMPLATE_ID,
          SetPositionModeDecoder.TEMPLATE_ID,
          SetTradingStopDecoder.TEMPLATE_ID,
          RequestReportDecoder.TEMPLATE_ID,
          RequestBookDecoder.TEMPLATE_ID ->
          true;
      default -> false;
    };
  }

  /** The type's name in the schema, or {@code template N} where the schema has none. */
  public static String name(int templateId) {
    SchemaModel.Message message = SchemaModel.current().message(templateId);
    return message == null ? "template " + templateId : message.name();
  }

  /** The id of the type with this name, in any case of letters, or {@link #NONE}. */
  public static int id(String name) {
    for (SchemaModel.Message message : SchemaModel.current().messages()) {
      if (message.name().equalsIgnoreCase(name)) {
        return message.id();
      }
    }
    return NONE;
  }

  /** The names of all types, in the schema's order. */
  public static List<String> names() {
    return SchemaModel.current().messages().stream().map(SchemaModel.Message::name).toList();
  }
}
