/** Classes of letters by their widths in ems, rounded up: enough to keep labels apart without reading a font. */
const narrow = /[ilIjtfr.,:;'|!()· ]/;
const small = /[a-z]/;
const wide = /[mwMW%@—…]/;

/** About how wide `text` is in type of the given size. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += narrow.test(letter) ? 0.36 : wide.test(letter) ? 0.92 : small.test(letter) ? 0.58 : 0.68;
  return ems * size;
}

/** `text`, or as much of it as fits and an ellipsis. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** `text` in lines that fit, broken between words; what is beyond `most` lines is cut off. */
export function wrapText(text: string, width: number, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  const rest = lines.splice(most - 1).join(' ');
  return [...lines, ...(rest === '' ? [] : [rest])].map((one) => fitText(one, width, size));
}
