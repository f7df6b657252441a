import * as z from 'zod';

/** Text that is printed to terminals and written into pictures: at most so many characters, none of them a control character. */
export const printableText = (most: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u);
