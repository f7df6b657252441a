#include <math.h>
#include "problem.h"

enum { DISCS = 8 };

double value_and_gradient(long count, const double *restrict p, const double *restrict x, double *restrict gradient) {
  const double base = p[0], width = p[1], goal_x = p[2], goal_y = p[3], *discs = p + 4;
  double total = 0, from_x = 0, from_y = 0;
  for (long i = 0; i <= count; i++) {
    const double to_x = i == count ? goal_x : x[2 * i], to_y = i == count ? goal_y : x[2 * i + 1];
    const double dx = to_x - from_x, dy = to_y - from_y, length = sqrt(dx * dx + dy * dy);
    const double mid_x = (from_x + to_x) / 2, mid_y = (from_y + to_y) / 2;
    double slowness = base, slope_x = 0, slope_y = 0;
    for (int j = 0; j < DISCS; j++) {
      const double *disc = discs + 4 * j;
      const double ex = mid_x - disc[0], ey = mid_y - disc[1], distance = sqrt(ex * ex + ey * ey);
      const double inside = 1 / (1 + exp((distance - disc[2]) / width));
      const double slope = -disc[3] * inside * (1 - inside) / (width * distance);
      slowness += disc[3] * inside;
      slope_x += slope * ex;
      slope_y += slope * ey;
    }
    total += length * slowness;
    const double along_x = slowness * dx / length, along_y = slowness * dy / length;
    const double middle_x = 0.5 * length * slope_x, middle_y = 0.5 * length * slope_y;
    if (i > 0) {
      gradient[2 * i - 2] += middle_x - along_x;
      gradient[2 * i - 1] += middle_y - along_y;
    }
    if (i < count) {
      gradient[2 * i] = middle_x + along_x;
      gradient[2 * i + 1] = middle_y + along_y;
    }
    from_x = to_x;
    from_y = to_y;
  }
  return total;
}
