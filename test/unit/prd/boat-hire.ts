import type { JsonObject, JsonValue } from '../../../planning/contract/json-value.js';

const json = (schema: JsonValue): JsonObject => ({ content: { 'application/json': { schema } } });
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const answer = (status: string, schema?: JsonValue): JsonObject => ({
  [status]: { description: 'ok', ...(schema === undefined ? {} : json(schema)) },
});
const list = (name: string): JsonObject => ({ responses: answer('200', { type: 'array', items: ref(name) }) });
const read = (name: string): JsonObject => ({ responses: answer('200', ref(name)) });
const take = (name: string, status: string): JsonObject => ({
  requestBody: { required: true, ...json(ref(name)) },
  responses: { ...answer(status, ref(name)), '422': { description: 'invalid' } },
});
const gone: JsonObject = { responses: answer('204') };
const schema = (properties: Record<string, string>, required: string[] = []): JsonObject => ({
  type: 'object',
  required,
  properties: Object.fromEntries(Object.entries(properties).map(([name, type]) => [name, { type }])),
});

/** A boat hire: boats with berths, trips, guests who write comments and follow skippers, and a part nobody asks for. */
export function boatHire(): JsonObject {
  return {
    openapi: '3.0.3',
    info: { title: 'Boat hire', version: '1.0.0' },
    security: [{ token: [] }],
    paths: {
      '/login': {
        post: {
          requestBody: json({
            type: 'object',
            properties: { nickname: { type: 'string' }, password: { type: 'string' } },
          }),
          responses: answer('200', ref('Session')),
        },
      },
      '/boats': { get: list('Boat'), post: take('Boat', '201') },
      '/boats/{boatId}': { get: read('Boat'), put: take('Boat', '200'), delete: gone },
      '/boats/{boatId}/berths': { get: list('Berth'), post: take('Berth', '201') },
      '/trips': { get: list('Trip'), post: take('Trip', '201') },
      '/trips/{tripId}': { get: read('Trip'), delete: gone },
      '/trips/{tripId}/cancel': { post: { responses: answer('200', ref('Trip')) } },
      '/trips/{tripId}/comments': { get: list('Comment'), post: take('Comment', '201') },
      '/trips/{tripId}/comments/{commentId}': { delete: gone },
      '/skippers/{skipperId}/follow': { post: read('Skipper'), delete: read('Skipper') },
      '/firmwares': { get: list('Firmware') },
      '/boats/{boatId}/mooring_fee_rules': { get: list('MooringFeeRule') },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Session: schema({ token: 'string' }),
        Boat: schema({ id: 'string', name: 'string', length: 'integer' }, ['id', 'name']),
        Berth: schema({ id: 'string', boatId: 'string', label: 'string' }, ['id']),
        Trip: schema({ id: 'string', boatId: 'string', day: 'string', harbour: 'string' }, ['id', 'boatId', 'day']),
        Comment: schema({ id: 'string', text: 'string' }, ['id', 'text']),
        Skipper: schema({ id: 'string', name: 'string' }, ['id']),
        Firmware: schema({ id: 'string', version: 'string' }, ['id']),
        MooringFeeRule: schema({ id: 'string', amount: 'integer' }, ['id']),
      },
    },
  };
}
