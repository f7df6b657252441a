/* What the C source of a problem defines: writes the gradient at x to gradient and returns the value.
   The meaning of count and parameters is that of the TypeScript file of the same name. */
double value_and_gradient(long count, const double *restrict parameters, const double *restrict x, double *restrict gradient);
