import { withMember } from './accounts.js';
import { NOT_FOUND, page, problem } from './answers.js';
import type { Answer, Call, Handler } from './answers.js';
import { now } from './state.js';
import type { Charge, Money, Subscription } from './state.js';

/** Repairs, charges, subscriptions and figures. */
export const desk: Record<string, Handler> = {
  listRepairs: ({ state, query }) => {
    const chosen = [...state.repairs.values()].filter((one) => (query['state'] ?? one.state) === one.state);
    const { entries, nextCursor } = page(chosen, query);
    return { status: 200, body: { repairs: entries, nextCursor } };
  },
  openRepair: ({ state, body }) => {
    const copyId = String(body['copyId']);
    if (!state.copies.has(copyId)) return NOT_FOUND;
    if ([...state.repairs.values()].some((one) => one.copyId === copyId && one.closedAt === null)) {
      return problem(409, 'under-repair');
    }
    const open = { state: 'reported', assigneeId: null, cost: null, openedAt: now(), closedAt: null };
    const repair = { id: state.newId(), copyId, loanId: null, fault: String(body['fault']), ...open };
    state.repairs.set(repair.id, repair);
    return { status: 201, body: repair };
  },
  getRepair: ({ state, path }) => {
    const repair = state.repairs.get(path['repairId'] ?? '');
    return repair === undefined ? NOT_FOUND : { status: 200, body: repair };
  },
  updateRepair: ({ state, path, body }) => {
    const repair = state.repairs.get(path['repairId'] ?? '');
    if (repair === undefined) return NOT_FOUND;
    if (repair.closedAt !== null) return problem(409, 'closed');
    const { note: _, ...changes } = body;
    Object.assign(repair, changes);
    const copy = state.copies.get(repair.copyId);
    if (repair.state === 'done' || repair.state === 'scrapped') {
      repair.closedAt = now();
      if (copy !== undefined) copy.condition = repair.state === 'done' ? 'good' : 'retired';
    }
    return { status: 200, body: repair };
  },

  listMemberCharges: (call) =>
    withMember(call, ({ id }) => {
      const own = [...call.state.charges.values()].filter(({ memberId }) => memberId === id).reverse();
      const charges = call.query['open'] === 'true' ? own.filter(({ owed }) => owed.cents > 0) : own;
      const cents = own.reduce((sum, { owed }) => sum + owed.cents, 0);
      return { status: 200, body: { balance: { cents, currency: own[0]?.owed.currency ?? 'EUR' }, charges } };
    }),
  chargeMember: ({ state, path, body }) => {
    const memberId = path['memberId'] ?? '';
    if (!state.members.has(memberId)) return NOT_FOUND;
    const amount = body['amount'] as Money;
    const charge: Charge = {
      id: state.newId(),
      memberId,
      reason: String(body['reason']),
      amount,
      owed: { ...amount },
      payments: [],
      waivedBecause: null,
      loanId: (body['loanId'] ?? null) as string | null,
      chargedAt: now(),
    };
    state.charges.set(charge.id, charge);
    return { status: 201, body: charge };
  },
  recordPayment: (call) =>
    withCharge(call, (charge) => {
      const amount = call.body['amount'] as Money;
      const { cents, currency } = charge.owed;
      if (amount.cents > cents || amount.currency !== currency) return problem(409, 'more-than-owed');
      charge.owed = { cents: cents - amount.cents, currency };
      charge.payments.push({ amount, method: call.body['method'], takenAt: now(), takenBy: call.caller.id });
      return { status: 201, body: charge };
    }),
  waiveCharge: (call) =>
    withCharge(call, (charge) => {
      if (charge.waivedBecause !== null || charge.owed.cents === 0) return problem(409, 'settled');
      charge.waivedBecause = String(call.body['reason']);
      charge.owed = { ...charge.owed, cents: 0 };
      return { status: 200, body: charge };
    }),

  listSubscriptions: ({ state }) => ({ status: 200, body: [...state.subscriptions.values()].map(withoutSecret) }),
  subscribe: ({ state, body }) => {
    const url = String(body['url']);
    if (!url.startsWith('https://')) return problem(422, 'invalid', [{ pointer: '/url', message: 'must be https' }]);
    const id = state.newId();
    const subscription = { id, url, events: body['events'] as string[], secret: `secret-${id}`, createdAt: now() };
    state.subscriptions.set(id, subscription);
    return { status: 201, body: subscription };
  },
  unsubscribe: ({ state, path }) =>
    state.subscriptions.delete(path['subscriptionId'] ?? '') ? { status: 204 } : NOT_FOUND,
  getCirculation: ({ state, query }) => {
    const month = query['month'] ?? '';
    const loans = [...state.loans.values()].filter(({ handedOutAt }) => handedOutAt.startsWith(month));
    const late = loans.filter(({ returnedAt, dueOn }) => returnedAt !== null && returnedAt.slice(0, 10) > dueOn);
    const activeMembers = new Set(loans.map(({ memberId }) => memberId)).size;
    return { status: 200, body: { month, loans: loans.length, lateReturns: late.length, activeMembers, topItems: [] } };
  },
};

function withCharge({ state, path }: Call, answer: (charge: Charge) => Answer): Answer {
  const charge = state.charges.get(path['chargeId'] ?? '');
  return charge === undefined ? NOT_FOUND : answer(charge);
}

function withoutSecret({ secret: _, ...subscription }: Subscription): object {
  return subscription;
}
