import { invalid, NOT_FOUND, page, problem, sorted } from './answers.js';
import type { Answer, Call, Handler } from './answers.js';
import { copiesFree, shownCopy } from './stock.js';
import { now } from './state.js';
import type { Branch, Category, Item, State } from './state.js';

const DAY = 86_400_000;
const MOST_LEVELS = 4;

/** Branches, categories, items, photos, copies and reviews. */
export const catalogue: Record<string, Handler> = {
  listBranches: ({ state }) => ({ status: 200, body: sorted(state.branches.values(), ({ name }) => name) }),
  createBranch: ({ state, body }) => {
    const branch = { slotCapacity: 4, ...body, id: state.newId() } as unknown as Branch;
    state.branches.set(branch.id, branch);
    return { status: 201, body: branch, location: `/branches/${branch.id}` };
  },
  getBranch: (call) => found(call, 'branches', (branch) => ({ status: 200, body: branch })),
  replaceBranch: (call) =>
    found(call, 'branches', ({ id }) => {
      const branch = { slotCapacity: 4, ...call.body, id } as unknown as Branch;
      call.state.branches.set(id, branch);
      return { status: 200, body: branch };
    }),
  listSlots: (call) =>
    found(call, 'branches', (branch) => ({ status: 200, body: slots(branch, call.query['day'] ?? '') })),

  listCategories: ({ state }) => ({ status: 200, body: tree(state, null) }),
  createCategory: ({ state, body }) => {
    const parentId = (body['parentId'] ?? null) as string | null;
    if (parentId !== null && level(state, parentId) === 0) return invalid('/parentId', 'no such category');
    if (parentId !== null && level(state, parentId) >= MOST_LEVELS) return invalid('/parentId', 'too deep');
    const category = { id: state.newId(), name: String(body['name']), parentId };
    state.categories.set(category.id, category);
    return { status: 201, body: withChildren(state, category) };
  },
  updateCategory: (call) =>
    found(call, 'categories', (category) => {
      const parentId = (call.body['parentId'] === undefined ? category.parentId : call.body['parentId']) as
        string | null;
      for (let id = parentId; id !== null; id = call.state.categories.get(id)?.parentId ?? null) {
        if (id === category.id) return problem(409, 'loop');
      }
      if (parentId !== null && level(call.state, parentId) >= MOST_LEVELS) return problem(409, 'too-deep');
      Object.assign(category, { name: call.body['name'], parentId });
      return { status: 200, body: withChildren(call.state, category) };
    }),
  deleteCategory: (call) =>
    found(call, 'categories', ({ id }) => {
      const { state } = call;
      const held = [...state.items.values()].some((item) => item.categoryId === id && !item.withdrawn);
      const parent = [...state.categories.values()].some(({ parentId }) => parentId === id);
      if (held || parent) return problem(409, 'not-empty');
      state.categories.delete(id);
      return { status: 204 };
    }),

  listItems: ({ state, query }) => {
    const words = (query['q'] ?? '').toLowerCase();
    const { categoryId, branchId } = query;
    const matching = [...state.items.values()].filter(
      (item) =>
        !item.withdrawn &&
        `${item.title} ${item.description}`.toLowerCase().includes(words) &&
        (categoryId === undefined || isBelow(state, item.categoryId, categoryId)) &&
        (branchId === undefined || copiesOf(state, item).some(({ homeBranchId }) => homeBranchId === branchId)),
    );
    const { entries, nextCursor } = page(
      sorted(matching, ({ title, id }) => `${title} ${id}`),
      query,
    );
    return { status: 200, body: { items: entries.map((item) => shownItem(state, item)), nextCursor } };
  },
  createItem: ({ state, body }) => {
    if (!state.categories.has(String(body['categoryId']))) return invalid('/categoryId', 'no such category');
    const fresh = { description: '', safetyNotes: null, ...body, id: state.newId(), photos: [], withdrawn: false };
    const item = fresh as unknown as Item;
    state.items.set(item.id, item);
    return { status: 201, body: shownItem(state, item), location: `/items/${item.id}` };
  },
  getItem: (call) => foundItem(call, (item) => ({ status: 200, body: shownItem(call.state, item) })),
  updateItem: (call) =>
    foundItem(call, (item) => {
      if (!call.state.categories.has(String(call.body['categoryId'])))
        return invalid('/categoryId', 'no such category');
      return { status: 200, body: shownItem(call.state, Object.assign(item, call.body)) };
    }),
  withdrawItem: (call) =>
    foundItem(call, (item) => {
      const { state } = call;
      const copies = new Set(copiesOf(state, item).map(({ id }) => id));
      const out = [...state.loans.values()].some((loan) => copies.has(loan.copyId) && loan.returnedAt === null);
      const reserved = [...state.reservations.values()].some(
        (one) => one.itemId === item.id && /waiting|ready/.test(one.state),
      );
      if (out || reserved) return problem(409, 'in-use');
      item.withdrawn = true;
      return { status: 204 };
    }),
  getAvailability: (call) =>
    foundItem(call, (item) => {
      const { from = '', to = '' } = call.query;
      const days = (Date.parse(to) - Date.parse(from)) / DAY;
      if (!(days >= 0 && days <= 60)) return invalid('/to', 'a range of at most 60 days');
      const branches = new Set(copiesOf(call.state, item).map(({ homeBranchId }) => homeBranchId));
      const body = Array.from({ length: days + 1 }, (_, n) => {
        const day = new Date(Date.parse(from) + n * DAY).toISOString().slice(0, 10);
        return [...branches].map((branchId) => {
          const free = copiesFree(call.state, item.id, branchId, { from: day, to: day }).length;
          return { day, branchId, free };
        });
      });
      return { status: 200, body: body.flat() };
    }),

  uploadItemPhoto: (call) =>
    foundItem(call, (item) => {
      const { file, body } = call;
      if (file === null) return problem(415, 'no-image');
      if (file.size > 8_000_000) return problem(413, 'too-large');
      if (!/^image\/(?:jpeg|png|webp)$/.test(file.type)) return problem(415, 'no-image');
      if (item.photos.length >= 8) return problem(409, 'too-many-photos');
      const id = call.state.newId();
      const photo = { id, url: `https://photos.example/${id}`, alt: String(body['alt']), mediaType: file.type };
      item.photos.push(photo);
      return { status: 201, body: photo };
    }),
  deleteItemPhoto: (call) =>
    foundItem(call, (item) => {
      const at = item.photos.findIndex(({ id }) => id === call.path['photoId']);
      if (at === -1) return NOT_FOUND;
      item.photos.splice(at, 1);
      return { status: 204 };
    }),

  listCopies: (call) =>
    foundItem(call, (item) => ({
      status: 200,
      body: sorted(copiesOf(call.state, item), ({ assetTag }) => assetTag).map((copy) => shownCopy(call.state, copy)),
    })),
  addCopy: (call) =>
    foundItem(call, (item) => {
      const { state, body } = call;
      const { assetTag, homeBranchId, condition = 'good' } = body as Record<string, string>;
      if (!state.branches.has(homeBranchId ?? '')) return invalid('/homeBranchId', 'no such branch');
      if ([...state.copies.values()].some((one) => one.assetTag === assetTag)) return problem(409, 'asset-tag-taken');
      const copy = {
        id: state.newId(),
        itemId: item.id,
        assetTag: assetTag ?? '',
        homeBranchId: homeBranchId ?? '',
        condition,
      };
      state.copies.set(copy.id, copy);
      return { status: 201, body: shownCopy(state, copy) };
    }),
  getCopy: (call) => found(call, 'copies', (copy) => ({ status: 200, body: shownCopy(call.state, copy) })),
  updateCopy: (call) =>
    found(call, 'copies', (copy) => {
      const shown = shownCopy(call.state, copy);
      if (shown.currentLoan !== null && call.body['homeBranchId'] !== undefined) return problem(409, 'copy-out');
      return { status: 200, body: shownCopy(call.state, Object.assign(copy, call.body)) };
    }),

  listReviews: (call) =>
    foundItem(call, (item) => {
      const own = [...call.state.reviews.values()].filter(({ itemId }) => itemId === item.id).reverse();
      const { entries, nextCursor } = page(own, call.query);
      return { status: 200, body: { reviews: entries.map(({ memberId: _, ...review }) => review), nextCursor } };
    }),
  reviewItem: (call) =>
    foundItem(call, (item) => {
      const { state, caller, body } = call;
      const copies = new Set(copiesOf(state, item).map(({ id }) => id));
      const borrowed = [...state.loans.values()].some(
        (loan) => loan.memberId === caller.id && copies.has(loan.copyId) && loan.returnedAt !== null,
      );
      if (!borrowed) return problem(403, 'not-a-borrower');
      const known = [...state.reviews.values()].some((one) => one.memberId === caller.id && one.itemId === item.id);
      if (known) return problem(409, 'already-reviewed');
      const authorName = `${caller.givenName} ${caller.familyName.slice(0, 1)}.`;
      const review = {
        id: state.newId(),
        itemId: item.id,
        authorName,
        stars: Number(body['stars']),
        text: String(body['text']),
        writtenAt: now(),
      };
      state.reviews.set(review.id, { ...review, memberId: caller.id });
      return { status: 201, body: review };
    }),
};

type Shelf = 'branches' | 'categories' | 'copies';
const PARAMETER = { branches: 'branchId', categories: 'categoryId', copies: 'copyId' } as const;

function found<K extends Shelf>(
  { state, path }: Call,
  shelf: K,
  answer: (thing: State[K] extends Map<string, infer T> ? T : never) => Answer,
): Answer {
  const thing = state[shelf].get(path[PARAMETER[shelf]] ?? '');
  return thing === undefined ? NOT_FOUND : answer(thing as never);
}

function foundItem({ state, path }: Call, answer: (item: Item) => Answer): Answer {
  const item = state.items.get(path['itemId'] ?? '');
  return item === undefined || item.withdrawn ? NOT_FOUND : answer(item);
}

function copiesOf(state: State, { id }: Item): (typeof state.copies extends Map<string, infer T> ? T : never)[] {
  return [...state.copies.values()].filter(({ itemId }) => itemId === id);
}

function slots({ openingHours, slotCapacity }: Branch, day: string): object[] {
  const weekday = new Date(day).getUTCDay() || 7;
  return openingHours
    .filter((hours) => hours.weekday === weekday)
    .flatMap(({ opens, closes }) => {
      const [from, to] = [opens, closes].map((time) => Date.parse(`${day}T${time}:00Z`)) as [number, number];
      return Array.from({ length: Math.floor((to - from) / 1_800_000) }, (_, n) => ({
        startsAt: new Date(from + n * 1_800_000).toISOString(),
        endsAt: new Date(from + (n + 1) * 1_800_000).toISOString(),
        placesLeft: slotCapacity,
      }));
    });
}

function tree(state: State, parentId: string | null): object[] {
  const own = [...state.categories.values()].filter((one) => one.parentId === parentId);
  return own.map((category) => withChildren(state, category));
}

function withChildren(state: State, category: Category): object {
  return { ...category, children: tree(state, category.id) };
}

/** Levels down to a category; 0 for one that is not there. */
function level(state: State, id: string): number {
  let levels = 0;
  for (let at = state.categories.get(id); at !== undefined; at = state.categories.get(at.parentId ?? '')) levels += 1;
  return levels;
}

function isBelow(state: State, id: string, above: string): boolean {
  for (let at: string | null = id; at !== null; at = state.categories.get(at)?.parentId ?? null)
    if (at === above) return true;
  return false;
}

/** An item as the contract shows it. */
export function shownItem(state: State, { withdrawn: _, categoryId, ...item }: Item): object {
  const stars = [...state.reviews.values()].filter(({ itemId }) => itemId === item.id).map((review) => review.stars);
  const category = state.categories.get(categoryId);
  return {
    ...item,
    category: category === undefined ? null : withChildren(state, category),
    rating: stars.length === 0 ? null : stars.reduce((a, b) => a + b) / stars.length,
  };
}
