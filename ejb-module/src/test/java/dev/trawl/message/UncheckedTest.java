package dev.trawl.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageFormatException;
import org.junit.jupiter.api.Test;

class UncheckedTest {
  private static String fail(Exception failure) throws JMSException {
    if (failure instanceof JMSException checked) {
      throw checked;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void aFailureKeepsItsWordsItsCodeAndItsKind() {
    JMSException failure = new MessageFormatException("attempt is a text", "JMS-7");
    for (Unchecked.Work call :
        new Unchecked.Work[] {
          () -> Unchecked.run(() -> fail(failure)), () -> Unchecked.get(() -> fail(failure))
        }) {
      JMSRuntimeException thrown = catchThrowableOfType(JMSRuntimeException.class, call::run);
      assertThat(thrown).hasMessage("attempt is a text").cause().isSameAs(failure);
      assertThat(thrown.getErrorCode()).isEqualTo("JMS-7");
    }
  }

  @Test
  void otherFailuresAndAnswersArePassedOn() {
    RuntimeException failure = new IllegalArgumentException("no result");
    assertThatThrownBy(() -> Unchecked.run(() -> fail(failure))).isSameAs(failure);
    assertThatThrownBy(() -> Unchecked.get(() -> fail(failure))).isSameAs(failure);
    assertThat(Unchecked.get(() -> "an answer")).isEqualTo("an answer");
  }
}
