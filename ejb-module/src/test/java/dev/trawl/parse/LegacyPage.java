package dev.trawl.parse;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Pages in the languages and encodings of the web before UTF-8, each with so much text as a short
 * article has.
 */
enum LegacyPage {
  FRENCH(
      "windows-1252",
      "windows-1252",
      "Événements à Orléans – été",
      "Le théâtre rouvre après deux années de travaux. La première pièce, déjà complète, sera "
          + "jouée à Noël par une troupe venue de Besançon. « L’entrée coûte 8 € », précise "
          + "l’hôtel de ville, où des billets restent à vendre jusqu’à la fin du mois de février."),
  GERMAN(
      "windows-1252",
      "windows-1252",
      "Über Größe und Maß",
      "Für die Prüfung der Maße müssen drei Geräte gleichzeitig geöffnet sein. Während die "
          + "Gehäuse abkühlen, läßt sich die Länge der Stäbe übrigens nicht zuverlässig ablesen; "
          + "die Werte ändern sich ständig, und erst nach fünf Minuten ist es möglich."),
  POLISH(
      "iso-8859-2",
      "ISO-8859-2",
      "Książki na święta",
      "Najładniejsze książki dla dzieci można znaleźć w księgarni przy ulicy Długiej. Właściciel "
          + "mówi, że w tym roku przyszło więcej gości niż zwykle, a półki są już prawie puste. "
          + "Następna dostawa będzie dopiero w styczniu, więc proszę się pośpieszyć."),
  CZECH(
      "windows-1250",
      "windows-1250",
      "Příliš žluťoučký kůň",
      "Letošní zima přišla dříve než jindy a na horách už leží sníh. Silničáři říkají, že jsou "
          + "připraveni, přesto prosí řidiče, aby jezdili pomalu a měli zimní pneumatiky. Školy "
          + "zůstanou otevřené, ale některé autobusy mohou mít zpoždění až třicet minut."),
  RUSSIAN(
      "koi8-r",
      "KOI8-R",
      "Новости города",
      "Сегодня утром на площади открылась ярмарка, где можно купить овощи и фрукты из деревень. "
          + "Погода была хорошая, и пришло много людей с детьми. Организаторы обещают, что она "
          + "будет работать каждую субботу до конца октября."),
  RUSSIAN_OF_WINDOWS(
      "windows-1251",
      "windows-1251",
      "Расписание поездов",
      "С первого июня поезда будут отправляться на десять минут раньше. Билеты, которые были "
          + "куплены до этого дня, остаются действительными. Подробное расписание можно получить "
          + "в кассе вокзала или по телефону справочной службы."),
  GREEK(
      "iso-8859-7",
      "ISO-8859-7",
      "Το πρόγραμμα της ημέρας",
      "Η βιβλιοθήκη θα είναι ανοιχτή και το Σάββατο από τις εννέα το πρωί μέχρι τις δύο το "
          + "μεσημέρι. Οι επισκέπτες μπορούν να δανειστούν μέχρι πέντε βιβλία για τρεις εβδομάδες. "
          + "Την Κυριακή το κτίριο παραμένει κλειστό."),
  TURKISH(
      "windows-1254",
      "windows-1254",
      "Şehrin güzel köşeleri",
      "Geçen yıl açılan müze, şehrin en çok ziyaret edilen yerlerinden biri oldu. Öğrenciler için "
          + "giriş ücretsizdir. Bahçede küçük bir kahve bulunuyor; orada çay içip denizi "
          + "seyredebilirsiniz. Müze pazartesi günleri kapalıdır, diğer günler dokuzda açılır."),
  JAPANESE(
      "shift_jis",
      "windows-31j",
      "東京の天気予報",
      "明日の東京は朝から晴れますが、午後は雲が多くなり、ところによって雨が降るでしょう。最高気温は"
          + "二十五度の予想です。外出するときは折りたたみの傘を持って行くと安心です。週末には台風が"
          + "近づくおそれがあるので、最新の情報に注意してください。"),
  JAPANESE_OF_UNIX(
      "euc-jp",
      "EUC-JP",
      "日本語のページ",
      "このページでは、日本の古い町並みを歩いて撮った写真を紹介しています。駅から神社までの道には、"
          + "江戸時代から続く店がならび、春には桜がとてもきれいです。写真をクリックすると、大きな画像を"
          + "見ることができます。ご感想をお待ちしています。"),
  SIMPLIFIED_CHINESE(
      "gb18030",
      "GB18030",
      "今日新闻",
      "昨天下午，市图书馆的新馆正式开放。新馆共有五层，收藏了二十多万册图书，还为儿童准备了专门的阅览室。"
          + "很多市民带着孩子来参观，他们说这里的环境很好，以后会经常来看书。图书馆每天上午九点开门。"),
  TRADITIONAL_CHINESE(
      "big5",
      "Big5",
      "臺北市立圖書館",
      "昨天下午，圖書館的新館正式開放。新館共有五層，收藏了二十多萬冊圖書，還為兒童準備了專門的閱覽室。"
          + "很多市民帶著孩子來參觀，他們說這裡的環境很好，以後會經常來看書。圖書館每天上午九點開門。"),
  KOREAN(
      "euc-kr",
      "EUC-KR",
      "서울의 날씨",
      "오늘 서울은 하루 종일 맑고 따뜻하겠습니다. 낮 최고 기온은 이십오 도까지 오르겠고, 저녁에는 "
          + "바람이 조금 불겠습니다. 주말에는 전국에 비가 내릴 것으로 보이니 우산을 준비하시기 바랍니다. "
          + "다음 주부터는 기온이 다시 내려갈 것으로 예상됩니다.");

  /** Over and over, some hundred times, this makes the parser fail. */
  static final String NESTED_WRONGLY = "><b><a href=/x><e><tr>><td><table";

  private final String encoding;
  private final Charset charset;
  private final String title;
  private final String text;

  LegacyPage(String encoding, String charset, String title, String text) {
    this.encoding = encoding;
    this.charset = Charset.forName(charset);
    this.title = title;
    this.text = text;
  }

  /** Its standard name. */
  String encoding() {
    return encoding;
  }

  Charset charset() {
    return charset;
  }

  String title() {
    return title;
  }

  boolean isEastAsian() {
    return compareTo(JAPANESE) >= 0;
  }

  /** The page, a paragraph for each sentence, with this before its title. */
  String html(String head) {
    return "<!doctype html>\n<html><head>%s\n<title>%s</title></head>\n".formatted(head, title)
        + "<body><ul><li><a href=\"/index.html\">1</a> <li><a href=\"/2.html\">2</a></ul>\n"
        + "<p>%s</p></body></html>\n".formatted(text.replaceAll("(?<=[.。]) ?", "</p>\n<p>"));
  }

  byte[] bytes() {
    return html("").getBytes(charset);
  }

  /** As it is read with this charset in the header of its answer. */
  PageText readAs(String label) {
    return PageText.decode(Optional.of(label), bytes());
  }
}
