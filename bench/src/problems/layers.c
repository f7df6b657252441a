#include <math.h>
#include "problem.h"

double value_and_gradient(long count, const double *restrict p, const double *restrict x, double *restrict gradient) {
  const double *thickness = p, *speed = p + count;
  double first = sqrt(x[0] * x[0] + thickness[0] * thickness[0]);
  double total = first / speed[0];
  gradient[0] = x[0] / (first * speed[0]);
  for (long i = 1; i < count; i++) {
    const double span = (i == count - 1 ? count : x[i]) - x[i - 1];
    const double length = sqrt(span * span + thickness[i] * thickness[i]);
    const double slope = span / (length * speed[i]);
    total += length / speed[i];
    gradient[i - 1] -= slope;
    if (i < count - 1) gradient[i] = slope;
  }
  return total;
}
