import { bucketOf } from '../../lib/api/bucket-of.js';
import { methodRows } from '../support/endpoint-table.js';

const ID = '4aawyAB9vmqN3uQ7FjRGTy';

describe('the bucket of a path', () => {
  it.each([...new Set(methodRows().map(({ path }) => path))])('is its template: %s', (template) => {
    for (const id of [ID, 'x', '0JQ5DAqbMKFA%2F', 'user.name']) {
      expect(bucketOf(template.replace('{id}', id))).toBe(template);
      expect(bucketOf(`${template.replace('{id}', id)}?limit=5&market=SE`)).toBe(template);
    }
  });

  it('is found for paths that are in no endpoint table', () => {
    expect(bucketOf(`/me/shows/${ID}`)).toBe('/me/shows/{id}');
    expect(bucketOf('/me/tracks/contains?ids=1')).toBe('/me/tracks/contains');
    expect(bucketOf(`/new/${ID}/things`)).toBe('/new/{id}/things');
    expect(bucketOf('/new/things')).toBe('/new/things');
  });
});
