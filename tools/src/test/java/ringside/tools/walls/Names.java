package ringside.tools.walls;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;

/** What a class must not be called. */
final class Names {
  private Names() {}

  static ArchCondition<JavaClass> notMatching(Pattern forbidden) {
    return new ArchCondition<>("not be named " + forbidden) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean says = !forbidden.matcher(type.getSimpleName()).matches();
        events.add(new SimpleConditionEvent(type, says, type.getName()));
      }
    };
  }
}
