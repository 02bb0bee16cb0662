import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeHashedEmbedder } from '../../../adapters/embeddings/hashed-embedder.js';

const embedder = makeHashedEmbedder();

function cosine(a: string, b: string): number {
  const [x, y] = [embedder.embed(a), embedder.embed(b)];
  return x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
}

describe('the hashed embedder', () => {
  it('gives a unit vector of its dimensions for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const vector = embedder.embed(text);
        assert.equal(vector.length, embedder.dims);
        const length = vector.reduce((sum, x) => sum + x * x, 0);
        assert.ok(Math.abs(length - 1) < 1e-9);
      }),
    );
    assert.equal(embedder.embed('')[0], 1);
  });

  it('gives the same vector for the same text, also from another instance', () => {
    assert.deepEqual(makeHashedEmbedder().embed('Create a pet'), embedder.embed('Create a pet'));
  });

  it('finds texts about the same things nearer than others, whatever the form of the words', () => {
    const query = 'create pets with an owner';
    assert.ok(cosine(query, 'creating a pet and its owner') > cosine(query, 'list invoices by date') + 0.2);
    assert.ok(cosine('petOwnerId', 'pet owner id') > 0.99);
    assert.ok(cosine('d\u00e9lai', 'de\u0301lai') > 0.99);
  });

  it('finds the text it was made from among two hundred by half of its words', () => {
    const things = ['pet', 'owner', 'invoice', 'visit', 'article', 'comment', 'tag', 'profile', 'order', 'cart'];
    const doings = ['create', 'list', 'update', 'delete', 'archive', 'share', 'rename', 'merge', 'export', 'validate'];
    const texts = things.flatMap((a, n) =>
      doings.flatMap((b) => [`${b} the ${a} with its ${things[(n + 1) % 10] ?? ''}`, `${b} every ${a} of a member`]),
    );
    const vectors = texts.map((text) => embedder.embed(text));
    const hits = texts.filter((text, at) => {
      const query = embedder.embed(text.split(' ').slice(0, 3).join(' '));
      const scores = vectors.map((vector) => vector.reduce((sum, x, i) => sum + x * (query[i] ?? 0), 0));
      const own = scores[at] ?? 0;
      return scores.filter((score) => score > own).length === 0;
    });
    assert.ok(hits.length / texts.length > 0.95, `${hits.length} of ${texts.length}`);
  });
});
