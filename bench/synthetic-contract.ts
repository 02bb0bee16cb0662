/** A seeded source of numbers in [0, 1) (mulberry32): benches must plan the same contract in every run. */
function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Schema = Record<string, unknown>;

interface Thing {
  name: string;
  segment: string;
  /** Index of the thing whose item path it lies under, null at the top. */
  parent: number | null;
  /** Indices of the things whose ids it holds. */
  refers: number[];
}

/** Operations of a thing: list, create, read, change, delete, and an act of its own. */
const OPERATIONS_PER_THING = 6;
/** Things are grouped like the areas of a product: most references stay inside a group. */
const GROUP = 24;
const QUALIFIERS =
  'Active Annual Basic Billing Bulk Central Client Core Daily Direct Draft Early Edge Entry Field Final Fleet Global Group Guest Home Inner Joint Key Lead Legal Local Main Media Micro Mobile Net Night Online Open Outer Paper Partner Peak Pilot Plain Prime Public Quick Rapid Retail Road Safe Sales Senior Shared Site Smart Solo Spot Staff Store Street Summer Team Test Trade Trial Urban User Value Vendor Web West Winter Work Zone'.split(
    ' ',
  );
const NOUNS =
  'Account Address Agent Album Alert Answer Asset Badge Bank Basket Batch Bill Board Bonus Booking Branch Budget Cable Camera Canvas Cargo Carrier Case Channel Charge Check Claim Class Client Code Comment Contact Contract Counter Course Credit Crew Date Deal Depot Desk Device Dispute Driver Engine Event Exam Expense Factory Fee File Filter Flight Form Fund Garage Gate Goal Grade Grant Guide Harbor Hotel Invoice Item Job Journal Label Ledger Lesson Letter License Loan Locker Machine Manual Market Meal Meeting Member Menu Message Meter Model Note Notice Offer Office Order Package Panel Parcel Part Patient Payment Permit Phone Photo Piece Place Plan Plant Player Policy Port Post Prize Product Profile Project Quote Rack Reader Receipt Record Region Rental Report Request Review Reward Road Role Room Route Sale Sample School Screen Season Seat Sensor Series Server Service Session Shelf Shift Ship Shop Signal Skill Slot Song Sponsor Stage Station Stock Story Student Supplier Survey Table Task Tax Team Ticket Tool Topic Tour Track Trailer Trip Truck Unit Vehicle Venue Video Visit Voucher Wallet Ward Warehouse Watch'.split(
    ' ',
  );

/**
 * An OpenAPI 3.1 document as JSON text with about `operations` operations (five to seven per thing), like published
 * ones in what matters for cost: some two kilobytes and half a schema per operation, ids and references
 * mostly to things of the same area and to a few that everything refers to, a third of the collections nested, forms
 * and pages beside entities, shared errors and parameters. The same arguments give the same text.
 */
export function syntheticContract(operations: number, seed: number): string {
  const random = makeRandom(seed);
  const things = makeThings(Math.max(1, Math.round(operations / OPERATIONS_PER_THING)), random);
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Record<string, Schema> = { Problem: PROBLEM, Address: ADDRESS, Money: MONEY };
  things.forEach((thing, at) => {
    Object.assign(schemas, schemasOf(thing, at, things, random));
    Object.assign(paths, pathsOf(thing, things));
  });
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: `Synthetic contract of ${operations} operations`, version: '1.0.0' },
    security: [{ bearer: [] }],
    paths,
    components: {
      schemas,
      parameters: { Limit: query('limit', 'How many to answer at most.'), Cursor: query('cursor', 'Where to go on.') },
      responses: { Problem: { description: 'What went wrong.', ...json(ref('Problem')) } },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  });
}

function makeThings(count: number, random: () => number): Thing[] {
  return Array.from({ length: count }, (_, at): Thing => {
    const first = at - (at % GROUP);
    const near = (): number => first + Math.floor(random() * Math.max(1, at - first));
    const round = Math.floor(at / NOUNS.length);
    const qualifier = round === 0 ? '' : (QUALIFIERS[(round - 1) % QUALIFIERS.length] ?? '');
    const again = round <= QUALIFIERS.length ? '' : String(Math.floor((round - 1) / QUALIFIERS.length));
    const name = `${qualifier}${NOUNS[at % NOUNS.length] ?? ''}${again}`;
    const refers = new Set<number>();
    for (let i = 0; i < 3 && at > first; i += 1) if (random() < 0.5) refers.add(near());
    // A few things (the first of all) are referred to from everywhere, as users and organisations are.
    if (at > 3 && random() < 0.3) refers.add(Math.floor(random() * 3));
    const parent = at > first && random() < 0.33 ? near() : null;
    return { name, segment: segmentOf(name), parent, refers: [...refers].sort((a, b) => a - b) };
  });
}

const segmentOf = (name: string): string => `${name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()}s`;
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } });
const text = (description: string, more: Schema = {}): Schema => ({ type: 'string', description, ...more });
const query = (name: string, description: string): Schema => ({
  name,
  in: 'query',
  description,
  schema: { type: name === 'limit' ? 'integer' : 'string' },
});

const PROBLEM: Schema = {
  type: 'object',
  required: ['title', 'status'],
  properties: { title: text('In short.'), status: { type: 'integer' }, detail: text('In full.') },
};
const ADDRESS: Schema = {
  type: 'object',
  properties: { street: text('Street and number.'), city: text('City.'), country: text('ISO 3166 code.') },
};
const MONEY: Schema = {
  type: 'object',
  required: ['amount', 'currency'],
  properties: { amount: { type: 'integer', description: 'In the smallest unit.' }, currency: text('ISO 4217 code.') },
};

function schemasOf(thing: Thing, at: number, things: readonly Thing[], random: () => number): Record<string, Schema> {
  const own: Record<string, Schema> = {
    name: text(`What people call the ${thing.name}.`, { maxLength: 200 }),
    note: text(`Anything worth knowing about the ${thing.name}, for those who work with it.`),
    state: { type: 'string', enum: ['draft', 'open', 'closed'], description: 'How far it has come.' },
  };
  if (random() < 0.3) own['address'] = ref('Address');
  if (random() < 0.3) own['price'] = ref('Money');
  const details = 6 + Math.floor(random() * 10);
  for (let i = 1; i <= details; i += 1) {
    const said = `One more fact about the ${thing.name}, number ${i} of the ${details} it has; empty where nobody knows it.`;
    own[`detail${i}`] = text(said, { examples: [`${lower(thing.name)}-${i}`] });
  }
  const required = ['name'];
  for (const target of [...thing.refers, ...(thing.parent === null ? [] : [thing.parent])]) {
    const field = `${lower(things[target]?.name ?? '')}Id`;
    const nullable = random() < 0.4;
    own[field] = nullable ? { type: ['string', 'null'], format: 'uuid' } : { type: 'string', format: 'uuid' };
    if (!nullable) required.push(field);
  }
  const shown: Record<string, Schema> = { id: { type: 'string', format: 'uuid', readOnly: true }, ...own };
  const [seen] = thing.refers;
  if (seen !== undefined && random() < 0.5 && seen !== at)
    shown[lower(things[seen]?.name ?? '')] = ref(things[seen]?.name ?? '');
  shown['createdAt'] = text('When it was made.', { format: 'date-time', readOnly: true });
  return {
    [thing.name]: { type: 'object', description: `A ${thing.name}.`, required: ['id', ...required], properties: shown },
    [`New${thing.name}`]: {
      type: 'object',
      description: `What it takes to make a ${thing.name}.`,
      required,
      properties: own,
    },
    [`${thing.name}Page`]: {
      type: 'object',
      required: ['items'],
      properties: { items: { type: 'array', items: ref(thing.name) }, next: text('Cursor of the next page.') },
    },
  };
}

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function pathsOf(thing: Thing, things: readonly Thing[]): Record<string, Record<string, unknown>> {
  const parent = thing.parent === null ? undefined : things[thing.parent];
  const above = parent === undefined ? '' : `/${parent.segment}/{${lower(parent.name)}Id}`;
  const collection = `${above}/${thing.segment}`;
  const item = `${collection}/{${lower(thing.name)}Id}`;
  const path = (name: string): Schema => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  });
  const parents = parent === undefined ? [] : [path(`${lower(parent.name)}Id`)];
  const operation = (id: string, summary: string, more: Schema): Schema => ({
    operationId: `${id}${thing.name}`,
    tags: [thing.name],
    summary: `${summary} ${thing.name}`,
    description: `${summary} ${thing.name}. Callers need a token; what they may not see is answered as if it were not there. Changes are seen by everyone at once and are kept for good.`,
    ...more,
  });
  const answer = (status: string, schema: Schema): Schema => ({
    [status]: { description: 'Done.', ...json(schema) },
    default: { $ref: '#/components/responses/Problem' },
  });
  const one = { parameters: [...parents, path(`${lower(thing.name)}Id`)] };
  const paging = [{ $ref: '#/components/parameters/Limit' }, { $ref: '#/components/parameters/Cursor' }];
  const form = { requestBody: { required: true, ...json(ref(`New${thing.name}`)) } };
  return {
    [collection]: {
      ...(parents.length === 0 ? {} : { parameters: parents }),
      get: operation('list', 'List every', { parameters: paging, responses: answer('200', ref(`${thing.name}Page`)) }),
      post: operation('create', 'Create a', { ...form, responses: answer('201', ref(thing.name)) }),
    },
    [item]: {
      ...one,
      get: operation('get', 'Read a', { responses: answer('200', ref(thing.name)) }),
      put: operation('update', 'Change a', { ...form, responses: answer('200', ref(thing.name)) }),
      delete: operation('delete', 'Delete a', { responses: { 204: { description: 'Gone.' } } }),
    },
    [`${item}/close`]: {
      ...one,
      post: operation('close', 'Close a', { responses: answer('200', ref(thing.name)) }),
    },
  };
}
