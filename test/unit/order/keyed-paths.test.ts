import assert from 'node:assert/strict';
import { contextOf } from '../planning-context.js';

const schema = (properties: object, required: string[] = []): object => ({ type: 'object', properties, required });
const text = { type: 'string' };
const ref = (name: string): object => ({ $ref: `#/definitions/${name}Shape` });
const one = (name: string): object => ({ responses: { 200: { description: '', schema: ref(name) } } });
const make = (form: string, name: string): object => ({
  parameters: [{ name: 'body', in: 'body', schema: ref(form) }],
  responses: { 201: { description: '', schema: ref(name) } },
});
const done = { responses: { 204: { description: '' } } };

const { model, order } = contextOf(
  {
    swagger: '2.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/books': { post: make('createBook', 'book'), get: one('books') },
      '/books/{bookName}': { get: one('book') },
      '/archive/{bookName}': { delete: done },
      '/books/{bookName}/queries': { post: make('createQuery', 'query') },
      '/books/{bookName}/queries/{index}': { get: one('query') },
      '/books/{bookName}/queries/{index}/stickers': { post: make('createSticker', 'sticker') },
      '/books/{bookName}/stickers': { post: make('createSticker', 'sticker') },
      '/books/{bookName}/visits': { get: one('visit') },
      '/books/{bookName}/readers': { post: { operationId: 'addReaderToBook', ...done } },
      '/readers': { get: one('readers') },
      '/stages': { post: make('stage', 'stage') },
      '/books/{bookName}/stages': { post: make('stage', 'stage') },
      '/books/{bookName}/stages/{id}': { get: one('stage') },
      '/marks': { post: make('mark', 'mark') },
      '/mark-types': { post: make('markType', 'markType') },
    },
    definitions: {
      bookShape: schema({ id: text, title: text }),
      booksShape: schema({ books: { type: 'array', items: ref('book') } }),
      createBookShape: schema({ title: text }),
      queryShape: schema({ id: text, subject: text }),
      createQueryShape: schema({ subject: text }),
      stickerShape: schema({ id: text, colour: text }),
      createStickerShape: schema({ colour: text }),
      visitShape: schema({ seen: text, by: text }),
      readerShape: schema({ id: text, nick: text }),
      readersShape: schema({ readers: { type: 'array', items: ref('reader') } }),
      stageShape: schema({ id: text, label: text }),
      markShape: schema({ value: text, type: text }, ['value', 'type']),
      markTypeShape: schema({ name: text }),
    },
  },
  '- Books are kept.',
);
const resource = (id: string): string | null =>
  model.operations.find((operation) => operation.id === id)?.resource ?? null;
const before = (first: string, then: string): boolean =>
  order.edges.some((edge) => edge.before === first && edge.after === then);

describe('a contract whose names all end on one word', () => {
  it('has forms and lists with their thing all the same', () => {
    const book = model.resources.find(({ name }) => name === 'bookShape');
    assert.deepEqual(book?.entities, ['bookShape', 'booksShape', 'createBookShape']);
    assert.equal(resource('GET /readers'), 'readerShape');
  });
});

describe('paths with keys of several things', () => {
  it('are about what the key names where nothing else tells', () => {
    assert.equal(resource('DELETE /archive/{bookName}'), 'bookShape');
    assert.ok(before('op:POST /books', 'op:DELETE /archive/{bookName}'));
  });

  it('wait for all things they go through', () => {
    const sticking = 'op:POST /books/{bookName}/queries/{index}/stickers';
    assert.ok(before('op:POST /books', sticking));
    assert.ok(before('op:POST /books/{bookName}/queries', sticking));
  });

  it('place a thing behind what all ways to make it go through', () => {
    assert.ok(before('entity:bookShape', 'entity:stickerShape'));
    assert.ok(!before('entity:queryShape', 'entity:stickerShape'));
  });

  it('place what is only read behind the one thing it is read below', () => {
    assert.ok(before('entity:bookShape', 'entity:visitShape'));
  });

  it('wait for the nearest way to make a thing, too', () => {
    const reading = 'op:GET /books/{bookName}/stages/{id}';
    assert.ok(before('op:POST /stages', reading) && before('op:POST /books/{bookName}/stages', reading));
  });

  it('tie what is there where a POST is called so and answers with nothing', () => {
    assert.equal(model.operations.find(({ operationId }) => operationId === 'addReaderToBook')?.effect, 'action');
  });
});

describe('a type that is given by name', () => {
  it('comes before what is of that type', () => {
    assert.ok(before('op:POST /mark-types', 'op:POST /marks'));
    assert.ok(before('entity:markTypeShape', 'entity:markShape'));
  });
});
