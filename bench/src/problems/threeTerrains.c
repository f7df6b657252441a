#include <math.h>
#include "problem.h"

double value_and_gradient(long count, const double *restrict p, const double *restrict x, double *restrict gradient) {
  (void)count;
  const double offset = p[0], d = p[1], v1 = p[2], v2 = p[3], v3 = p[4];
  const double x1 = x[0], x2 = x[1], x3 = offset - x1 - x2;
  const double l1 = sqrt(x1 * x1 + d * d), l2 = sqrt(x2 * x2 + d * d), l3 = sqrt(x3 * x3 + d * d);
  const double last = x3 / (l3 * v3);
  gradient[0] = x1 / (l1 * v1) - last;
  gradient[1] = x2 / (l2 * v2) - last;
  return l1 / v1 + l2 / v2 + l3 / v3;
}
