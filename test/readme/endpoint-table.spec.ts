import { readFileSync, writeFileSync } from 'node:fs';
import { endpointTable, methodRows } from '../support/endpoint-table.js';

const TABLE = /(?<=<!-- endpoints -->\n)[^]*?(?=<!-- \/endpoints -->)/;

describe('the README', () => {
  // `UPDATE_README=1 npm test -- endpoint-table` writes the table anew.
  it('has the table of every method', () => {
    const table = `\n${endpointTable()}\n\n`;
    if (process.env['UPDATE_README']) {
      writeFileSync(
        'README.md',
        read().replace(TABLE, () => table),
      );
    }
    expect(TABLE.exec(read())?.[0]).toBe(table);
  });

  it('lists each method once', () => {
    const methods = methodRows().map(({ method }) => method);
    expect(new Set(methods).size).toBe(methods.length);
    expect(methods).toContain('tracks.manyAudioFeatures');
  });
});

function read(): string {
  return readFileSync('README.md', 'utf8');
}
