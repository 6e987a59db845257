/** A table in Markdown, which is as readable in a terminal: the first column to the left, figures to the right. */
export function table(heads, rows) {
  const lines = [heads, ...rows].map((cells) => cells.map(String));
  const widths = heads.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const line = (cells) =>
    `| ${cells.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0]))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [line(lines[0]), line(rule), ...lines.slice(1).map(line)].join('\n');
}
