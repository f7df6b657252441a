/** Lines of right-aligned columns (the first one left-aligned if `leftFirst`), indented by two. */
export function table(rows: readonly (readonly string[])[], { leftFirst = false }: { readonly leftFirst?: boolean } = {}): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return leftFirst && column === 0 ? text.padEnd(width) : text.padStart(width);
  };
  return rows.map((row) => `  ${row.map(cell).join('   ').trimEnd()}`).join('\n');
}
