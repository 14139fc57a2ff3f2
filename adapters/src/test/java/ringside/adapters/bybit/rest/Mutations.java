package ringside.adapters.bybit.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** JSON with something odd at places chosen by chance; the same seed makes the same texts. */
final class Mutations {
  private static final List<String> ODDITIES =
      List.of(
          "null",
          "\"\"",
          "\" \"",
          "\"Brandnew\"",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1e308",
          "0.0000000001",
          "\"0.0000000001\"",
          "\"9223372036854775807\"",
          "9223372036854775808",
          "\"92233720368.54775807\"",
          "\"-92233720368.54775808\"",
          "99999999999999999999999999999999999999",
          "\"NaN\"",
          "\"-Infinity\"",
          "\"1,5\"",
          "\"0x10\"",
          "\"1970-01-01T00:00:00Z\"",
          "\"\\u0000\\ud800\"",
          "\"\u00e9\u4e2d\"",
          "[]",
          "{}",
          "[[]]",
          "[null,7,\"x\"]",
          "{\"symbol\":{\"symbol\":7}}",
          "\"" + "y".repeat(3_000) + "\"");

  private final Random random;
  private int until;

  Mutations(Random random) {
    this.random = random;
  }

  /** One to three odd things. */
  String of(JsonValue value) {
    StringBuilder text = new StringBuilder();
    int places = places(value);
    until = random.nextInt(places);
    write(value, text, places);
    return text.toString();
  }

  private static int places(JsonValue value) {
    int count = 1;
    for (JsonValue each : value.items()) {
      count += places(each);
    }
    for (JsonValue each : value.fields().values()) {
      count += places(each);
    }
    return count;
  }

  private void write(JsonValue value, StringBuilder text, int places) {
    if (until-- == 0) {
      if (random.nextBoolean()) {
        until = random.nextInt(places);
      }
      odd(value, text);
    } else if (value.isArray()) {
      List<String> items = new ArrayList<>();
      for (JsonValue each : value.items()) {
        StringBuilder item = new StringBuilder();
        write(each, item, places);
        items.add(item.toString());
      }
      text.append('[').append(String.join(",", items)).append(']');
    } else if (value.isObject()) {
      object(value.fields(), text, places);
    } else {
      text.append(value.toJson());
    }
  }

  private void object(Map<String, JsonValue> fields, StringBuilder text, int places) {
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
      if (until == 0 && random.nextInt(3) == 0) {
        // left out, twice, or under another name
        until = random.nextInt(places);
        int what = random.nextInt(3);
        String own = "\"" + field.getKey() + "\":" + field.getValue().toJson();
        if (what == 1) {
          written.add(own + "," + own);
        } else if (what == 2) {
          written.add("\"x" + field.getKey() + "\":" + field.getValue().toJson());
        }
        continue;
      }
      StringBuilder item = new StringBuilder("\"" + field.getKey() + "\":");
      write(field.getValue(), item, places);
      written.add(item.toString());
    }
    text.append('{').append(String.join(",", written)).append('}');
  }

  private void odd(JsonValue value, StringBuilder text) {
    switch (random.nextInt(8)) {
      case 0 -> text.append('[').append(value.toJson()).append(']');
      case 1 -> text.append("{\"a\":").append(value.toJson()).append('}');
      case 2 ->
          text.append('"').append(value.text().replaceAll("[^ -!#-\\[\\]-~]", "")).append('"');
      case 3 -> {
        String number = value.text();
        boolean isNumber = number.matches("-?[0-9]{1,15}(\\.[0-9]{1,9})?");
        text.append(isNumber ? "-" + number.replace("-", "") : "-5");
      }
      default -> text.append(ODDITIES.get(random.nextInt(ODDITIES.size())));
    }
  }
}
