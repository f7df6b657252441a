/* Evaluates a problem on request. Standard input: count, the number of unknowns and of parameters, the parameters, the start;
   then commands: "e", answered by the value and the gradient at the start, and "t ROUNDS", answered by the nanoseconds of CPU
   time that so many evaluations took. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "problem.h"

static double *read_numbers(long count) {
  double *numbers = malloc((count + 1) * sizeof *numbers);
  for (long i = 0; i < count; i++)
    if (scanf("%lf", numbers + i) != 1) exit(1);
  return numbers;
}

static double cpu_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e9 * now.tv_sec + now.tv_nsec;
}

int main(void) {
  long count, unknowns, parameter_count, rounds;
  if (scanf("%ld %ld %ld", &count, &unknowns, &parameter_count) != 3) return 1;
  const double *parameters = read_numbers(parameter_count);
  double *x = read_numbers(unknowns), *gradient = malloc(unknowns * sizeof *gradient);
  volatile double sink;
  for (char command; scanf(" %c", &command) == 1;) {
    if (command == 'e') {
      printf("%.17g", value_and_gradient(count, parameters, x, gradient));
      for (long i = 0; i < unknowns; i++) printf(" %.17g", gradient[i]);
      printf("\n");
    } else if (command == 't' && scanf("%ld", &rounds) == 1) {
      const double first = x[0], before = cpu_nanoseconds();
      for (long k = 0; k < rounds; k++) {
        x[0] = first + k * 1e-12;
        sink = value_and_gradient(count, parameters, x, gradient);
      }
      printf("%.0f\n", cpu_nanoseconds() - before);
      x[0] = first;
    } else {
      return 1;
    }
    fflush(stdout);
  }
  (void)sink;
  return 0;
}
