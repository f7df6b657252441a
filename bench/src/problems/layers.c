#include <math.h>
#include "problem.h"

/* The slopes of the segments first, then their differences: loops without a carried value, which compilers can vectorise. */
double value_and_gradient(long count, const double *restrict p, const double *restrict x, double *restrict gradient) {
  const double *thickness = p, *speed = p + count;
  const long last = count - 1;
  const double first_length = sqrt(x[0] * x[0] + thickness[0] * thickness[0]);
  const double last_span = count - x[last - 1];
  const double last_length = sqrt(last_span * last_span + thickness[last] * thickness[last]);
  double total = first_length / speed[0] + last_length / speed[last];
  gradient[0] = x[0] / (first_length * speed[0]);
  for (long i = 1; i < last; i++) {
    const double span = x[i] - x[i - 1];
    const double length = sqrt(span * span + thickness[i] * thickness[i]);
    gradient[i] = span / (length * speed[i]);
    total += length / speed[i];
  }
  for (long i = 0; i < last - 1; i++) gradient[i] -= gradient[i + 1];
  gradient[last - 1] -= last_span / (last_length * speed[last]);
  return total;
}
