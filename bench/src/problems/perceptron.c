#include <math.h>
#include <string.h>
#include "problem.h"

enum { HIDDEN = 32, W1 = 0, B1 = W1 + 2 * HIDDEN, W2 = B1 + HIDDEN, B2 = W2 + HIDDEN * HIDDEN, W3 = B2 + HIDDEN, B3 = W3 + HIDDEN, UNKNOWNS };

double value_and_gradient(long count, const double *restrict p, const double *restrict x, double *restrict gradient) {
  const double *points = p, *targets = p + 2 * count;
  double total = 0;
  memset(gradient, 0, UNKNOWNS * sizeof *gradient);
  for (long i = 0; i < count; i++) {
    const double p0 = points[2 * i], p1 = points[2 * i + 1];
    double h1[HIDDEN], h2[HIDDEN], output = x[B3];
    for (int j = 0; j < HIDDEN; j++) h1[j] = tanh(p0 * x[W1 + j] + p1 * x[W1 + HIDDEN + j] + x[B1 + j]);
    for (int k = 0; k < HIDDEN; k++) h2[k] = x[B2 + k];
    for (int j = 0; j < HIDDEN; j++)
      for (int k = 0; k < HIDDEN; k++) h2[k] += h1[j] * x[W2 + j * HIDDEN + k];
    for (int k = 0; k < HIDDEN; k++) h2[k] = tanh(h2[k]);
    for (int k = 0; k < HIDDEN; k++) output += h2[k] * x[W3 + k];
    const double error = output - targets[i], slope = 2 * error / count;
    total += error * error;

    gradient[B3] += slope;
    for (int k = 0; k < HIDDEN; k++) {
      gradient[W3 + k] += slope * h2[k];
      h2[k] = slope * x[W3 + k] * (1 - h2[k] * h2[k]);
      gradient[B2 + k] += h2[k];
    }
    for (int j = 0; j < HIDDEN; j++) {
      double sum = 0;
      for (int k = 0; k < HIDDEN; k++) {
        gradient[W2 + j * HIDDEN + k] += h1[j] * h2[k];
        sum += x[W2 + j * HIDDEN + k] * h2[k];
      }
      const double s = sum * (1 - h1[j] * h1[j]);
      gradient[W1 + j] += s * p0;
      gradient[W1 + HIDDEN + j] += s * p1;
      gradient[B1 + j] += s;
    }
  }
  return total / count;
}
