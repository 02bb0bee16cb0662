import { withMember } from './accounts.js';
import { invalid, isStaff, NOT_FOUND, page, problem, sorted } from './answers.js';
import type { Answer, Call, Handler } from './answers.js';
import { shownItem } from './catalogue.js';
import { copiesFree, isUsable, loanOf, shownLoan } from './stock.js';
import { now } from './state.js';
import type { Item, Loan, Member, Money, Reservation, State } from './state.js';

const DAY = 86_400_000;
/** Somebody who owes more cannot borrow. */
const MOST_OWED = 4000;
const MOST_RENEWALS = 2;

/** Reservations and loans. */
export const lending: Record<string, Handler> = {
  listReservations: ({ state, query, caller }) => {
    const own = [...state.reservations.values()].filter(
      (one) =>
        (isStaff(caller) || one.memberId === caller.id) &&
        (query['state'] ?? one.state) === one.state &&
        (query['branchId'] ?? one.branchId) === one.branchId,
    );
    const { entries, nextCursor } = page(
      sorted(own, ({ from, id }) => `${from} ${id}`),
      query,
    );
    return { status: 200, body: { reservations: entries.map((one) => shownReservation(state, one)), nextCursor } };
  },
  reserve: ({ state, body, caller }) => {
    const { itemId = '', branchId = '', from = '', to = '' } = body as Record<string, string>;
    const item = state.items.get(itemId);
    if (item === undefined || item.withdrawn || !state.branches.has(branchId)) return NOT_FOUND;
    if (to < from) return invalid('/to', 'not before `from`');
    const days = (Date.parse(to) - Date.parse(from)) / DAY;
    if (days > item.longestLoanDays) return invalid('/to', 'longer than the longest loan');
    if (caller.status === 'suspended') return problem(403, 'member-suspended');
    const [copy] = copiesFree(state, itemId, branchId, { from, to });
    if (copy === undefined) return problem(409, 'not-available');
    const reservation: Reservation = {
      id: state.newId(),
      memberId: caller.id,
      itemId,
      branchId,
      copyId: copy.id,
      from,
      to,
      collectAt: (body['collectAt'] ?? null) as string | null,
      state: 'ready',
      loanId: null,
    };
    state.reservations.set(reservation.id, reservation);
    const location = `/reservations/${reservation.id}`;
    return { status: 201, body: shownReservation(state, reservation), location };
  },
  getReservation: (call) => withReservation(call, (one) => ({ status: 200, body: shownReservation(call.state, one) })),
  cancelReservation: (call) =>
    withReservation(call, (one) => {
      if (one.state === 'collected') return problem(409, 'already-collected');
      one.state = 'cancelled';
      return { status: 200, body: shownReservation(call.state, one) };
    }),

  listLoans: ({ state, query }) => {
    const today = now().slice(0, 10);
    const chosen = [...state.loans.values()].filter(
      (loan) =>
        (query['branchId'] === undefined || state.copies.get(loan.copyId)?.homeBranchId === query['branchId']) &&
        (query['overdue'] !== 'true' || (loan.returnedAt === null && loan.dueOn < today)),
    );
    return loanPage(
      state,
      sorted(chosen, ({ dueOn, id }) => `${dueOn} ${id}`),
      query,
    );
  },
  listMemberLoans: (call) =>
    withMember(call, ({ id }) => {
      const { state, query } = call;
      const own = [...state.loans.values()].filter(
        (loan) => loan.memberId === id && (query['state'] ?? loan.state) === loan.state,
      );
      return loanPage(state, own.reverse(), query);
    }),
  handOut: (call) => {
    const { state, body } = call;
    const reservation = state.reservations.get(String(body['reservationId']));
    if (body['reservationId'] !== undefined && reservation === undefined) return NOT_FOUND;
    const member = state.members.get(reservation?.memberId ?? String(body['memberId']));
    const copy = state.copies.get(reservation?.copyId ?? String(body['copyId']));
    if (member === undefined || copy === undefined) return NOT_FOUND;
    if (member.status === 'suspended' || owedBy(state, member) > MOST_OWED) return problem(403, 'may-not-borrow');
    const gone = reservation !== undefined && !/waiting|ready/.test(reservation.state);
    const aside = [...state.reservations.values()].some(
      (one) => one !== reservation && one.copyId === copy.id && one.state === 'ready' && one.memberId !== member.id,
    );
    if (gone || aside || loanOf(state, copy) !== undefined || !isUsable(state, copy))
      return problem(409, 'copy-unavailable');
    const loan: Loan = {
      id: state.newId(),
      memberId: member.id,
      copyId: copy.id,
      reservationId: reservation?.id ?? null,
      handedOutAt: now(),
      dueOn: String(body['dueOn']),
      renewals: 0,
      state: 'out',
      depositTaken: body['depositTaken'] as Money,
      returnedAt: null,
    };
    state.loans.set(loan.id, loan);
    if (reservation !== undefined) Object.assign(reservation, { state: 'collected', loanId: loan.id });
    return { status: 201, body: shownLoan(state, loan), location: `/loans/${loan.id}` };
  },
  getLoan: (call) => withLoan(call, (loan) => ({ status: 200, body: shownLoan(call.state, loan) })),
  renewLoan: (call) =>
    withLoan(call, (loan) => {
      const { state, body } = call;
      const dueOn = String(body['dueOn']);
      const item = state.items.get(state.copies.get(loan.copyId)?.itemId ?? '') as Item;
      if (loan.returnedAt !== null) return problem(409, 'returned');
      if (loan.renewals >= MOST_RENEWALS) return problem(409, 'renewals-used-up');
      const longest = Date.parse(loan.dueOn) + item.longestLoanDays * DAY;
      if (dueOn <= loan.dueOn || Date.parse(dueOn) > longest) return invalid('/dueOn', 'later, but not that late');
      const wanted = [...state.reservations.values()].some(
        (one) => one.copyId === loan.copyId && /waiting|ready/.test(one.state) && one.memberId !== loan.memberId,
      );
      if (wanted) return problem(409, 'reserved');
      Object.assign(loan, { dueOn, renewals: loan.renewals + 1 });
      return { status: 200, body: shownLoan(state, loan) };
    }),
  takeBack: (call) =>
    withLoan(call, (loan) => {
      const { state, body } = call;
      if (loan.returnedAt !== null) return problem(409, 'already-returned');
      Object.assign(loan, { returnedAt: now(), state: 'returned' });
      const copy = state.copies.get(loan.copyId);
      const condition = String(body['condition']);
      if (copy !== undefined) copy.condition = condition;
      if (condition === 'broken')
        openRepairOf(state, loan, typeof body['note'] === 'string' ? body['note'] : 'Came back broken');
      return { status: 200, body: shownLoan(state, loan) };
    }),
};

function openRepairOf(state: State, loan: Loan, fault: string): void {
  const open = { state: 'reported', assigneeId: null, cost: null, openedAt: now(), closedAt: null };
  const repair = { id: state.newId(), copyId: loan.copyId, loanId: loan.id, fault, ...open };
  state.repairs.set(repair.id, repair);
}

function owedBy(state: State, { id }: Member): number {
  const own = [...state.charges.values()].filter(({ memberId }) => memberId === id);
  return own.reduce((sum, { owed }) => sum + owed.cents, 0);
}

function loanPage(state: State, loans: readonly Loan[], query: Record<string, string>): Answer {
  const { entries, nextCursor } = page(loans, query);
  return { status: 200, body: { loans: entries.map((loan) => shownLoan(state, loan)), nextCursor } };
}

function withReservation({ state, path, caller }: Call, answer: (one: Reservation) => Answer): Answer {
  const one = state.reservations.get(path['reservationId'] ?? '');
  return one === undefined || (!isStaff(caller) && one.memberId !== caller.id) ? NOT_FOUND : answer(one);
}

function withLoan({ state, path, caller }: Call, answer: (loan: Loan) => Answer): Answer {
  const loan = state.loans.get(path['loanId'] ?? '');
  return loan === undefined || (!isStaff(caller) && loan.memberId !== caller.id) ? NOT_FOUND : answer(loan);
}

function shownReservation(state: State, { itemId, ...reservation }: Reservation): object {
  return { ...reservation, item: shownItem(state, state.items.get(itemId) as Item) };
}
