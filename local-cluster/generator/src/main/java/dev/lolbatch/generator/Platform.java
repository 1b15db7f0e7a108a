package dev.lolbatch.generator;

import java.util.List;
import java.util.SplittableRandom;

/** A region's servers, and how its players write their names. */
enum Platform {
    KR("KR1", "강 하늘 바람 별 나무 구름 달빛 여름 노을 겨울 고양이 호랑이 은하 새벽 단풍"),
    EUW1("EUW", "Été Müller Nuñez Søren Loup Garçon Straße Chêne Ønske Cœur Löwe Niño Forêt Ágil Über"),
    NA1("NA1", "Storm Iron Quiet River Fox Lucky Dusk Maple Rocket Silver Crow Ember North Pixel Moss"),
    EUN1("EUNE", "Żubr Ψυχή Řeka Őszi Łoś Čert Ήλιος Szél Měsíc Kość Αέρας Žába Ćma Ősz Θύελλα"),
    BR1("BR1", "Coração Onça Sabiá Trovão Açaí Maçã Leão Verão Ipê Jacaré Saci Pé Chão Luz Mar"),
    JP1("JP1", "さくら 月影 カラス ねこ 侍 ユキ 風 ほたる 竜 ひかり 虎 アメ 花火 山 そら"),
    RU("RU", "Волк Буря Ёж Сокол Щит Ночь Лёд Метель Рысь Заря Гром Кедр Жук Вьюга Щука"),
    TR1("TR1", "Şimşek Gölge Yıldız Çınar Ağaç Kılıç Işık Öfke Rüzgâr Güneş İnci Kaşif Dağ Göç Bulut"),
    TW2("TW2", "龍 明月 青山 貓咪 飛雪 竹林 風鈴 星河 老虎 雲 火鍋 珍珠 雨夜 劍 茶"),
    VN2("VN2", "Rồng Gió Mây Đêm Lửa Trăng Biển Núi Hổ Mưa Sông Nắng Cây Đá Sấm"),
    TH2("TH2", "เสือ ฝน ดาว แมว ลม ไฟ จันทร์ ทะเล ภูเขา นก เมฆ หมอก ช้าง มังกร ฟ้า"),
    ME1("ME1", "صقر نجم قمر أسد ريح سيف بحر ذئب نور رعد جبل فهد غيم نهر شمس");

    private final String tagline;
    // Made by List.of.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> words;

    Platform(String tagline, String words) {
        this.tagline = tagline;
        this.words = List.of(words.split(" "));
    }

    /** What most of its players' Riot ids end in. */
    String tagline() {
        return tagline;
    }

    /** A name of one or two words, some with a number. */
    String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder(word(random));
        if (random.nextInt(4) > 0) {
            name.append(random.nextInt(2) == 0 ? " " : "").append(word(random));
        }
        if (random.nextInt(3) == 0) {
            name.append(random.nextInt(1, 100));
        }
        return name.toString();
    }

    private String word(SplittableRandom random) {
        return words.get(random.nextInt(words.size()));
    }
}
