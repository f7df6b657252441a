#include "problem.h"

double value_and_gradient(long count, const double *restrict p, const double *restrict x, double *restrict gradient) {
  (void)p;
  double total = 0;
  for (long i = 0; i < count; i += 2) {
    const double a = x[i], above = x[i + 1] - a * a, rest = 1 - a;
    total += 100 * above * above + rest * rest;
    gradient[i] = -400 * above * a - 2 * rest;
    gradient[i + 1] = 200 * above;
  }
  return total;
}
