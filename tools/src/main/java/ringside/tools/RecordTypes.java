package ringside.tools;

import java.util.List;
import ringside.engine.boot.UsageException;
import ringside.journal.event.SchemaModel;
import ringside.journal.event.Templates;

/** The names of record types, as users give them. */
final class RecordTypes {
  /** From here on come the records of a segment's frame, which no reader returns. */
  private static final int FIRST_OF_FRAME = 120;

  private RecordTypes() {}

  /**
   * The template id of a type, its name in any case.
   *
   * @throws UsageException for a name that no event or decision has; it says which there are
   */
  static int id(String name) {
    int id = Templates.id(name);
    if (id == Templates.NONE || id >= FIRST_OF_FRAME) {
      throw new UsageException(
          "--type " + name + ": there is no such type; there are " + String.join(", ", names()));
    }
    return id;
  }

  private static List<String> names() {
    return SchemaModel.current().messages().stream()
        .filter(message -> message.id() < FIRST_OF_FRAME)
        .map(SchemaModel.Message::name)
        .toList();
  }
}
