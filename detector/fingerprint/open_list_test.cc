#include "detector/fingerprint/open_list.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace stillwatch::detector {
namespace {

TEST(OpenListTest, TheNextNumberIsLeftToTheModel) {
  for (const char* text : {
           "Things people ask for:\n1. a rhyme on frost\n2. the sum of two fractions\n3.",
           "1) name a lake\n2) spell ocean backwards\n3) ",
           "### 4\nPaint a fence.\n### 5\nMend a net.\n### 6\n",
           "Task 7: count the geese\n\nTask 8: sort the stamps\n\nTask 9:",
           "###\n1. Input: an old map\n1. Output: its scale\n###\n2. Input: a new map\n2. Output: "
           "none\n###\n3. Input:",
           "例题\n1、写一首关于雪的诗\n2、解释潮汐的成因\n3、",
           "Aufgabe 1: Nenne drei Flüsse.\nAufgabe 2: Kürze den Text.\nAufgabe 3：",
       }) {
    EXPECT_TRUE(LeavesListOpen(text)) << text;
  }
}

TEST(OpenListTest, ListsThatAreCompleteAreNot) {
  for (const char* text : {
           "",
           "3.",
           "Which year was it?\n1999",
           "1. flour\n2. butter\n3. sugar",
           "1. a cake of flour\n2. a cake of nuts\n4.",
           "1. a rhyme on frost\n3.",
           "Chapter 1\nChapter 2\nChapter 3",
           "1\n2\n3",
           "It cost 1.5 euros here\n2.5 euros there\n3.5",
           "1. pick a number\n2. double it and add nine\n3. tell me what you get now",
       }) {
    EXPECT_FALSE(LeavesListOpen(text)) << text;
  }
}

TEST(OpenListTest, FarFromTheEndNothingIsLookedFor) {
  const std::string filler(20000, 'x');
  EXPECT_FALSE(LeavesListOpen(absl::StrCat("1. a rhyme on frost\n2. ", filler, "\n3.")));
  EXPECT_TRUE(LeavesListOpen(absl::StrCat(filler, "\n1. a rhyme on frost\n2. one on hail\n3.")));
  EXPECT_FALSE(LeavesListOpen(std::string(100000, '\n')));
  EXPECT_FALSE(LeavesListOpen(std::string(100000, '7')));
}

}  // namespace
}  // namespace stillwatch::detector
