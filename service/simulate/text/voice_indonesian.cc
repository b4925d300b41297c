#include "service/simulate/text/lists.h"

namespace stillwatch::simulate {

absl::Span<const List> IndonesianVoice() {
  static constexpr List kLists[] = {
      {"id/base", R"(
daur ulang|masa pensiun|kursus daring|kebun kota|kecerdasan buatan|anggaran keluarga|hemat air|
kereta api|gamelan|kaligrafi|mobil listrik|wisata desa|tidur|pilihan karier|barang bekas|
melatih anjing|rumah adat|mekanika kuantum|peluang|tambak udang|mendaki gunung|buku anak|
kerja dari rumah|kemasan|pesawat nirawak|gempa bumi|museum|bahasa daerah|panel surya|
terjemahan mesin|kebisingan|sewa rumah|membuat roti|catur|warung kopi|emisi karbon|kesuburan tanah|
cerita rakyat|pembiasan cahaya|antibiotik|logistik|wawancara kerja|tenun|banjir)"},
      {"id/topic", R"(
{id/base}|{id/base}|{id/base}|{id/base} di {id/place}|{id/base} bagi {id/who}|sejarah {id/base}|
mitos tentang {id/base}|biaya {id/base}|hubungan {id/base} dan {id/base}|cara memilih {id/thing})"},
      {"id/thing", R"(
lampu meja|ransel|panci|papan ketik|teropong|kuas|penanak nasi|jas hujan|rak buku|pelantang|
pot bunga|harmonika|termos|kursi lipat|mesin jahit)"},
      {"id/who", R"(
mahasiswa|kurir|pensiunan|pemilik warung|orang tua baru|guru SMA|perawat|petani|turis|pustakawan|
nenek saya|montir|anak kos)"},
      {"id/place", R"(
Semarang|Malang|Pontianak|Ambon|Palembang|Bogor|Kupang|Solo|Banda Aceh|Mataram|Jayapura)"},
      {"id/name", R"(
Dewi Lestiani|Agus Wibowo|Rina Maharani|Bayu Saputra|Sri Hartini|Yoga Prakoso|Maria Tangkudung)"},
      {"id/med", R"(
migrain|asam lambung|darah tinggi|benjolan tiroid|saraf kejepit|alergi debu|susah tidur|asam urat|
kurang darah|cacar ular|perlemakan hati|eksim|jantung berdebar|nyeri lutut|infeksi saluran kemih|
mata kering|telinga berdenging|keropos tulang|tipes|demam berdarah)"},
      {"id/law", R"(
kontrak kerja|uang jaminan kos|ganti rugi kecelakaan|harta gono-gini|uang lembur|
pengembalian barang|warisan|utang teman|pencemaran nama baik|kecelakaan kerja|jual beli tanah|
hak asuh anak|sertifikat rumah)"},
      {"id/fin", R"(
reksa dana|KPR|arus kas|obligasi negara|piutang|pajak penghasilan|dana pensiun|risiko kurs|cicilan|
inflasi|laba kotor|dividen|dana darurat)"},
      {"id/ask", R"(
Jelaskan {$t} kepada {/who}.|Tulis artikel {#200-1200} kata tentang {$t}.|
Apa kelebihan dan kekurangan {$t}?|Beri {#3-12} saran soal {$t}.|
Ringkas hal terpenting tentang {$t}.|Bandingkan {$t} dengan {/base}.|
Rancang pelajaran tentang {$t}.|Buat puisi tentang {$t}.|Apa jadinya {/place} tanpa {$t}?|
Tulis percakapan {/who} dan {/who} mengenai {$t}.|Susun rencana {#3-30} hari untuk {$t}.|
Usulkan {#3-10} judul tentang {$t}.|
Buat {#3-8} soal pilihan ganda tentang {$t} beserta jawabannya.|Analisis penyebab {$t}.|
Tulis surat keluhan tentang {$t}.|Karang cerita di {/place} tentang {$t}.|
Bagaimana {$t} sepuluh tahun lagi?)"},
      {"id/want", R"(
Maksimal {#50-500} kata.|Beri contoh.|Gaya santai saja.|Dalam bentuk daftar.|Tanpa istilah sulit.|
Akhiri dengan kesimpulan.|Pakai tabel.|Sertakan alasan.|Untuk {/who}.|Sesuaikan dengan {/place}.)"},
      {"id/lead", R"(
Saya tinggal di {/place}.|Ini untuk tugas kuliah.|Bos saya minta ini.|Saya masih awam.|
Permisi kak,|Minggu depan ujian.|Tanya cepat:|Maaf mengganggu.)"},
      {"id/genq", R"(
{$t} susah gak sih?|mulai dari mana kalau mau {$t}|berapa biaya {$t}?|
kenapa semua orang bahas {$t}|di {/place} ada {$t} gak|apa bedanya {$t} sama {/base}?|
bikinin kalimat promosi soal {$t} dong|mau beli {/thing}, ada tips?)"},
      {"id/medq", R"(
Umur saya {#18-80}, didiagnosis {$t}. Perlu minum obat?|{$t} menular gak?|
boleh minum kopi kalau kena {$t}|Sudah {#2-20} bulan {$t}, harus ke dokter apa?|
Anak saya {#1-14} tahun kena {$t}, normal?|kapan boleh olahraga setelah operasi {$t}?|
sudah {#3-30} hari minum obat, {$t} belum sembuh|Makanan apa yang baik untuk {$t}?)"},
      {"id/lawq", R"(
Saya punya masalah {$t} dan pihak lain diam saja. Harus bagaimana?|
Bukti apa yang diperlukan untuk {$t}?|berapa lama sidang {$t} di {/place}|
Saya ditagih {#2-90} juta karena {$t}, sah?|Apakah perjanjian lisan tentang {$t} berlaku?|
Perusahaan tidak mengakui {$t})"},
      {"id/finq", R"(
Apakah sekarang waktu yang tepat untuk {$t}?|gaji {#3-20} juta, {$t} sebaiknya bagaimana|
Apa risiko {$t}?|Jelaskan {$t} dengan angka|Lebih baik {$t} atau {/fin}?|
kalau bunga {#3-12} persen, {$t} bagaimana)"},
      {"id/detail", R"(
Saya di {/place}.|Mulainya tahun lalu.|Kata dokter beda-beda.|Keluarga khawatir.|
Dananya pas-pasan.|Makasih ya!)"},
      {"id/hi", R"(
halo|hai kak|selamat pagi|permisi|halo, saya lagi|assalamualaikum)"},
      {"id/follow", R"(
kenapa?|lebih rinci|kepanjangan|kalau {/base}?|makasih|kayaknya salah|pakai kata lain|
kalau di {/place}?|berlaku juga untuk {/who}?|ada cara lain?|ya lanjut|
terjemahkan ke bahasa Inggris)"},
      {"id/fact", R"(
Di {/place}, {$t} sering dibicarakan.|Sekitar {#5-90} persen {/who} pernah mengalaminya.|
Menurut {/name}, kuncinya adalah telaten.|Dibanding {/base}, biayanya lebih murah.|
Dampak jangka panjang {$t} kerap dilupakan.|Siapkan dulu {/thing}.|
Sejak {#1950-2024} keadaannya berubah.|Hal ini berkaitan erat dengan {/base}.|
Ada pengecualian, misalnya di {/place}.|Hasilnya terlihat setelah {#2-90} hari.|
Biayanya {#50-900} ribu rupiah.|Sebaiknya bertanya kepada ahlinya.|
Yang menolak mencemaskan {/base}.)"},
      {"id/link", R"(
Namun,|Dengan kata lain,|Omong-omong,|Biasanya,|Selain itu,|Pada praktiknya,|Di sisi lain,|Sebenarnya,|Perlu diingat,|Singkatnya,)"},
      {"id/ticket", R"(
Pesanan {%hex8} belum sampai, sudah {#2-15} hari.|
{/thing} rusak waktu diterima, minta uang kembali|CS susah dihubungi!!|Barang bagus, kirimnya lama|
Bisa ganti alamat ke {/place}?|minta faktur baru|
{/name} janji kirim {/thing} pengganti tapi belum ada kabar)"},
      {"id/f.summarise", R"(
Ringkas teks ini dalam {#2-6} kalimat.|Ambil poin utama untuk {/who}.)"},
      {"id/f.standalone", R"(
Ubah pesan terakhir dalam percakapan menjadi pertanyaan yang berdiri sendiri.|Buat kueri pencarian dari dialog ini.)"},
      {"id/f.talks", R"(
Ringkas percakapan dengan pelanggan.|Apakah masalah dalam dialog selesai? Sebutkan langkah berikutnya.)"},
      {"id/f.classify", R"(
Golongkan: pertanyaan, keluhan, pujian, lainnya.|Sentimen positif, negatif, atau netral?)"},
      {"id/f.steps", R"(
Kerjakan langkah demi langkah, tunjukkan semua penalaran, lalu jawaban.|
Uraikan tiap langkah dengan rinci.)"},
      {"id/f.answer", R"(
Jawab pertanyaan berikut selengkap mungkin.|Berikan jawaban ahli yang lengkap.)"},
  };
  return kLists;
}

}  // namespace stillwatch::simulate
