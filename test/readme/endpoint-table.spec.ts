import { readFileSync, writeFileSync } from 'node:fs';
import { endpointTable, methodRows } from '../support/endpoint-table.js';

const TABLE = /(?<=<!-- endpoints -->\n)[^]*?(?=<!-- \/endpoints -->)/;

const PAGE = 'docs/endpoints.md';

describe('the page of every method', () => {
  // `UPDATE_README=1 npm test -- endpoint-table` writes the table.
  it('has the table of the services’ endpoint tables', () => {
    const table = `\n${endpointTable()}\n\n`;
    if (process.env['UPDATE_README']) {
      writeFileSync(
        PAGE,
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

  it('is linked from the README', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(`](${PAGE})`);
  });
});

function read(): string {
  return readFileSync(PAGE, 'utf8');
}
