#ifndef STILLWATCH_DETECTOR_LEARN_TRAINING_ROW_H_
#define STILLWATCH_DETECTOR_LEARN_TRAINING_ROW_H_

#include <vector>

namespace stillwatch::detector {

// What a model is learned from: accounts as they stood at some of their looks.
struct TrainingRow {
  std::vector<float> features;
  bool harvest = false;
  double weight = 1;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_LEARN_TRAINING_ROW_H_
