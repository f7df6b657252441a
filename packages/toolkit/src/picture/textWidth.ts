/** Widths in ems, rounded up: enough to keep labels apart without reading a font. */
const narrow = /[ilIjtfr.,:;'|!() ]/;
const wide = /[mwMW%@—]/;

/** About how wide `text` is in type of the given size. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += narrow.test(letter) ? 0.34 : wide.test(letter) ? 0.9 : 0.62;
  return ems * size;
}

/** `text`, or as much of it as fits and an ellipsis. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
