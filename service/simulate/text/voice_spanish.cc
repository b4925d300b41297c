#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> SpanishVoice() {
  static constexpr List kLists[] = {
      {"es/base", R"(
el reciclaje|la jubilación|los cursos en línea|los huertos urbanos|la inteligencia artificial|
el presupuesto familiar|el ahorro de agua|el tranvía|el flamenco|la caligrafía|
los coches eléctricos|el turismo rural|el insomnio|la orientación laboral|la ropa usada|
el adiestramiento de perros|las casas antiguas|la mecánica cuántica|la probabilidad|la acuicultura|
el senderismo|los cuentos infantiles|el teletrabajo|los envases|los drones|los terremotos|
los museos|los dialectos|la energía solar|la traducción automática|el ruido|los alquileres|
la repostería|el ajedrez|las cafeterías|las emisiones|el suelo agrícola|las leyendas|la refracción|
los antibióticos|la logística|las entrevistas de trabajo)"},
      {"es/topic", R"(
{es/base}|{es/base}|{es/base}|{es/base} en {es/place}|{es/base} para {es/who}|
la historia de {es/base}|los mitos sobre {es/base}|el coste de {es/base}|
la relación entre {es/base} y {es/base}|cómo elegir {es/thing})"},
      {"es/thing", R"(
una lámpara|una mochila|una olla|un teclado|un telescopio|un pincel|un impermeable|una estantería|
unos auriculares|una maceta|una armónica|un termo|una silla plegable|un álbum|una máquina de coser)"},
      {"es/who", R"(
los universitarios|un repartidor|los jubilados|una tendera|los padres primerizos|una profesora|
un enfermero|los agricultores|los turistas|una bibliotecaria|mi abuela|un mecánico|los vecinos)"},
      {"es/place", R"(
Valencia|Guadalajara|Lima|Quito|Córdoba|Granada|Mérida|Medellín|La Paz|Zaragoza|Asunción|Santiago)"},
      {"es/name", R"(
Lucía Paredes|Andrés Molina|Carmen Ibáñez|Julián Soto|Valeria Ríos|Tomás Aguirre|Inés Cabrera|
Rubén Lozano)"},
      {"es/med", R"(
la migraña|el reflujo|la hipertensión|un nódulo tiroideo|una hernia discal|la rinitis alérgica|
el insomnio|la gota|la anemia|el herpes zóster|el hígado graso|la dermatitis|las arritmias|
el dolor de rodilla|la cistitis|el ojo seco|los acúfenos|la fatiga crónica|la osteoporosis)"},
      {"es/law", R"(
el contrato de trabajo|la fianza del piso|un accidente de tráfico|el reparto de bienes|
las horas extra|una devolución|la herencia|un préstamo entre amigos|la difamación|una baja laboral|
la compraventa de una casa|el derecho a la imagen|la custodia)"},
      {"es/fin", R"(
los fondos indexados|la hipoteca|el flujo de caja|la deuda pública|las facturas pendientes|
la declaración de la renta|la pensión|el riesgo de cambio|el endeudamiento|
los plazos de la tarjeta|la inflación|el margen bruto|los dividendos)"},
      {"es/ask", R"(
Explica {$t} a {/who}.|Escribe un artículo de {#200-1200} palabras sobre {$t}.|
¿Qué ventajas e inconvenientes tiene {$t}?|Dame {#3-12} consejos sobre {$t}.|
Resume lo esencial de {$t}.|Compara {$t} con {/base}.|Prepara una clase sobre {$t}.|
Escribe un poema sobre {$t}.|¿Qué pasaría en {/place} sin {$t}?|
Redacta un diálogo entre {/who} y {/who} acerca de {$t}.|
Haz un plan de {#3-30} días relacionado con {$t}.|Propón {#3-10} títulos sobre {$t}.|
Crea {#3-8} preguntas tipo test sobre {$t} con respuestas.|Analiza las causas de {$t}.|
Escribe una carta de queja por {$t}.|Inventa una historia en {/place} sobre {$t}.|
¿Cómo cambiará {$t} en diez años?)"},
      {"es/want", R"(
Máximo {#50-500} palabras.|Pon un ejemplo.|Tono informal.|En forma de lista.|Sin tecnicismos.|
Termina con un resumen.|Haz una tabla.|Justifica la respuesta.|Pensando en {/who}.|
Ten en cuenta {/place}.)"},
      {"es/lead", R"(
Vivo en {/place}.|Es para un trabajo de clase.|Mi jefe me lo ha pedido.|No sé nada del tema.|
Buenas,|Tengo un examen la semana que viene.|Una duda rápida:|Perdona la molestia.)"},
      {"es/genq", R"(
¿es difícil {$t}?|por dónde empiezo con {$t}|cuánto cuesta {$t}?|¿por qué se habla tanto de {$t}?|
dónde hay {$t} en {/place}|diferencia entre {$t} y {/base}|ayúdame con una frase sobre {$t}|
quiero comprar {/thing}, algún consejo?)"},
      {"es/medq", R"(
Tengo {#18-80} años y me han diagnosticado {$t}. ¿Debo medicarme?|
¿Es hereditario o contagioso {$t}?|se puede beber alcohol con {$t}?|
Llevo {#2-20} meses con {$t}, ¿a qué médico voy?|Mi hijo de {#1-14} años tiene {$t}, ¿es normal?|
¿cuándo puedo hacer deporte después de operarme de {$t}?|
Tomo pastillas desde hace {#3-30} días y {$t} sigue igual|¿Qué comer con {$t}?)"},
      {"es/lawq", R"(
Tengo un problema con {$t} y no me responden. ¿Qué hago?|¿Qué pruebas hacen falta para {$t}?|
Cuánto tarda un juicio por {$t} en {/place}?|Me reclaman {#200-9000} euros por {$t}|
¿Vale un acuerdo verbal sobre {$t}?|Mi empresa no reconoce {$t}. ¿Puedo denunciar?)"},
      {"es/finq", R"(
¿Es buen momento para {$t}?|Gano {#900-5000} al mes, ¿qué hago con {$t}?|riesgos de {$t}|
Explícame {$t} con números|¿Mejor {$t} o {/fin}?|
Si el interés sube al {#1-6} %, ¿qué pasa con {$t}?)"},
      {"es/detail", R"(
Estoy en {/place}.|Empezó el año pasado.|Cada médico dice una cosa.|Mi familia está preocupada.|
No tengo mucho dinero.|¡Gracias!)"},
      {"es/hi", R"(
hola|buenas|Buenos días|hola otra vez|qué tal|Buenas tardes)"},
      {"es/follow", R"(
¿por qué?|más detalle|muy largo, resume|¿y {/base}?|gracias|no creo|dilo de otra manera|
¿y en {/place}?|¿vale también para {/who}?|hay otra forma?|sí, sigue|tradúcelo al inglés)"},
      {"es/fact", R"(
En {/place} es muy frecuente hablar de {$t}.|
Cerca del {#5-90} por ciento conoce {$t} de primera mano.|
Según {/name}, la clave es la constancia.|Comparado con {/base}, sale más barato.|
Muchos olvidan los efectos a largo plazo de {$t}.|Primero conviene tener {/thing}.|
Desde {#1950-2024} la situación es distinta.|Todo esto se relaciona con {/base}.|
Hay excepciones, por ejemplo {/place}.|Los resultados tardan unos {#2-90} días.|
Cuesta entre {#10-90} y {#100-900} euros.|Conviene preguntar a un profesional.|
Quienes se oponen temen por {/base}.)"},
      {"es/link", R"(
Sin embargo:|Dicho de otro modo:|Por cierto:|Por lo general:|Además:|En la práctica:|Por otro lado:|En rigor:|Conviene recordarlo:|En resumen:)"},
      {"es/ticket", R"(
El pedido {%hex8} no ha llegado después de {#2-15} días.|
Me llegó roto, compré {/thing} y quiero mi dinero|nadie contesta al teléfono!!|
Todo bien, pero el envío es lento|¿Puedo cambiar la dirección a {/place}?|necesito otra factura|
{/name} prometió enviarme {/thing} y nada)"},
      {"es/f.summarise", R"(
Resume el texto en {#2-6} frases.|Extrae las ideas principales para {/who}.)"},
      {"es/f.standalone", R"(
Convierte el último mensaje de la conversación en una pregunta independiente.|Escribe una consulta de búsqueda a partir del diálogo.)"},
      {"es/f.talks", R"(
Resume la conversación con el cliente.|¿Se resolvió el problema en el diálogo? Indica los próximos pasos.)"},
      {"es/f.classify", R"(
Clasifica: consulta, queja, elogio u otro.|¿Sentimiento positivo, negativo o neutro?)"},
      {"es/f.steps", R"(
Razona paso a paso y muestra todo el desarrollo antes del resultado.|
Explica cada paso con detalle y comprueba al final.)"},
      {"es/f.answer", R"(
Responde a la pregunta con todo el detalle posible.|Da una respuesta completa, como experto.)"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
