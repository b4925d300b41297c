#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> Chinese() {
  static constexpr List kLists[] = {
      {"zh.thing",
       "茶壶|自行车|雨伞|望远镜|钢琴|灯笼|书架|帐篷|闹钟|陶瓷碗|风筝|缝纫机|相机|棋盘|竹篮"},
      {"zh.topic",
       "光合作用|城市交通|古代诗歌|海洋污染|人工授粉|货币政策|睡眠质量|火山喷发|饮食习惯|"
       "博物馆的历史|"
       "太阳能|儿童教育|茶叶的种类|沙漠植物|桥梁设计|传统节日|心理压力|网络安全|合同纠纷|慢性咳嗽"},
      {"zh.place", "成都|杭州|西安|青岛|昆明|哈尔滨|苏州|厦门|长沙|兰州"},
      {"zh.who", "小学生|退休教师|护士|农民|司机|设计师|新手父母|游客|会计|程序员"},
      {"zh.instruction",
       "请向{zh.who}解释{zh.topic}。|写一篇关于{zh.topic}的短文，大约{#100-900}字。|列出{#4-15}"
       "个与{zh."
       "topic}有关的要点。|比较{zh.topic}和{zh.topic}的不同之处。|为{zh.place}的{zh.who}设计一个{#"
       "2-9}天的计"
       "划。|用{zh.thing}和{zh.thing}编一个故事。|给{zh.who}写一封关于{zh.topic}的信。|如果{zh."
       "thing}突然消失"
       "，{zh.who}会怎么办？|把这句话改写得更正式：{zh.who}在{zh.place}买了{#2-30}个{zh.thing}。|"
       "写一首关于{zh."
       "place}的诗。|{zh.topic}对{zh.who}有什么影响？请举例说明。"},
      {"zh.problem",
       "{zh.who}买了{#3-90}个{zh.thing}，每个{#2-80}元，又退了{#1-9}个，一共花了多少钱？|从{zh."
       "place}到{zh."
       "place}有{#90-900}公里，汽车每小时行{#40-120}公里，需要多长时间？"},
      {"zh.chat",
       "你好，我想了解一下{zh.topic}|{zh.topic}怎么办啊|在{zh.place}哪里可以修{zh.thing}？|我是{zh."
       "who}，最近对{zh.topic}很感兴趣"},
      {"zh.follow",
       "那{zh.thing}呢？|谢谢，能说得简单一点吗|为什么？|如果是在{zh.place}呢|"
       "好的，还有别的办法吗"},
  };
  return kLists;
}

absl::Span<const List> Indonesian() {
  static constexpr List kLists[] = {
      {"id.thing",
       "payung|sepeda|kursi bambu|lampu minyak|perahu|cangkir|gitar|tenda|jam dinding|tas"},
      {"id.topic",
       "banjir di kota|budidaya kopi|sejarah batik|kesehatan gigi|energi angin|harga beras|terumbu "
       "karang|pendidikan anak|wisata gunung|musik tradisional|kerja jarak jauh|sampah plastik"},
      {"id.place", "Bandung|Makassar|Medan|Yogyakarta|Surabaya|Denpasar|Manado|Padang"},
      {"id.who", "petani|guru|perawat|pelajar|nelayan|ibu rumah tangga|pengusaha kecil|wisatawan"},
      {"id.instruction",
       "Jelaskan {id.topic} kepada {id.who}.|Tulis esai {#100-700} kata tentang "
       "{id.topic}.|Sebutkan "
       "{#4-12} cara menghadapi {id.topic} di {id.place}.|Bandingkan {id.topic} dengan {id.topic}.|"
       "Buat cerita pendek tentang {id.who} dan {id.thing}.|Buat rencana {#2-9} hari di {id.place} "
       "untuk {id.who}.|Apa pengaruh {id.topic} bagi {id.who}? Beri contoh.|Tulis surat kepada "
       "{id.who} tentang {id.topic}."},
      {"id.chat",
       "halo, saya mau tanya soal {id.topic}|di {id.place} bagaimana dengan {id.topic}?|"
       "{id.thing} saya rusak, apa yang harus saya lakukan"},
      {"id.follow",
       "kenapa begitu?|terima kasih, bisa lebih singkat?|kalau di {id.place}?|terus "
       "bagaimana dengan {id.thing}?"},
  };
  return kLists;
}

absl::Span<const List> Spanish() {
  static constexpr List kLists[] = {
      {"es.thing",
       "paraguas|bicicleta|guitarra|lámpara|mesa de madera|cuchara|reloj|mochila|barco"},
      {"es.topic",
       "la sequía|el teatro popular|los volcanes|la vivienda en las ciudades|el sueño|la pesca "
       "artesanal|las energías limpias|la memoria|el comercio justo|la migración de las aves"},
      {"es.place", "Sevilla|Oaxaca|Valparaíso|Bogotá|Rosario|Cusco|Bilbao|Montevideo"},
      {"es.who", "una maestra|un pescador|los jubilados|una estudiante|los turistas|un carpintero"},
      {"es.instruction",
       "Explica {es.topic} a {es.who}.|Escribe un ensayo de {#100-700} palabras sobre {es.topic}.|"
       "Enumera {#4-12} ideas sobre {es.topic} en {es.place}.|Compara {es.topic} con {es.topic}.|"
       "Inventa un cuento con {es.who} y {es.thing}.|Planifica {#2-9} días en {es.place} para "
       "{es.who}.|¿Qué pasaría si desapareciera {es.thing}? Razona la respuesta."},
      {"es.chat",
       "hola, una pregunta sobre {es.topic}|¿dónde puedo arreglar {es.thing} en {es.place}?|"
       "me interesa {es.topic}, ¿por dónde empiezo?"},
      {"es.follow",
       "¿y por qué?|gracias, ¿puedes resumirlo?|¿y en {es.place}?|no entiendo, da un ejemplo"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
