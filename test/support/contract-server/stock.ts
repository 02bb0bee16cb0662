import type { Copy, Loan, State } from './state.js';

/** Days of a stay, both included. */
export interface Period {
  from: string;
  to: string;
}

/** Copies of an item at a branch that nobody has, nobody has put aside for then, and nobody repairs. */
export function copiesFree(state: State, itemId: string, branchId: string, { from, to }: Period): Copy[] {
  return [...state.copies.values()].filter(
    (copy) =>
      copy.itemId === itemId &&
      copy.homeBranchId === branchId &&
      isUsable(state, copy) &&
      loanOf(state, copy) === undefined &&
      ![...state.reservations.values()].some(
        (one) => one.copyId === copy.id && /waiting|ready/.test(one.state) && one.from <= to && one.to >= from,
      ),
  );
}

/** Neither broken nor retired nor under repair. */
export function isUsable(state: State, { id, condition }: Copy): boolean {
  const repaired = [...state.repairs.values()].some((one) => one.copyId === id && one.closedAt === null);
  return !repaired && (condition === 'good' || condition === 'worn');
}

/** The loan a copy is out on. */
export function loanOf(state: State, { id }: Copy): Loan | undefined {
  return [...state.loans.values()].find((loan) => loan.copyId === id && loan.returnedAt === null);
}

/** A copy as the contract shows it, with the loan it is out on. */
export function shownCopy(state: State, copy: Copy): Copy & { currentLoan: object | null } {
  const loan = loanOf(state, copy);
  return { ...copy, currentLoan: loan === undefined ? null : shownLoan(state, loan) };
}

/** A loan as the contract shows it; its copy does not show the loan again. */
export function shownLoan(state: State, { copyId, ...loan }: Loan): object {
  const today = new Date().toISOString().slice(0, 10);
  const overdue = loan.state === 'out' && loan.dueOn < today;
  return {
    ...loan,
    ...(overdue ? { state: 'overdue' } : {}),
    copy: { ...state.copies.get(copyId), currentLoan: null },
  };
}
