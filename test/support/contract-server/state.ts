import { randomUUID } from 'node:crypto';

export type Role = 'member' | 'volunteer' | 'coordinator';

export interface Money {
  cents: number;
  currency: string;
}

export interface Member {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
  role: Role;
  status: string;
  preferredBranchId: string | null;
  joinedAt: string;
}

export interface Branch {
  id: string;
  name: string;
  openingHours: { weekday: number; opens: string; closes: string }[];
  slotCapacity: number;
  [other: string]: unknown;
}

export interface Category {
  id: string;
  name: string;
  parentId: string | null;
}

export interface Item {
  id: string;
  title: string;
  description: string;
  categoryId: string;
  deposit: Money;
  longestLoanDays: number;
  safetyNotes: string | null;
  photos: { id: string; url: string; alt: string; mediaType: string }[];
  withdrawn: boolean;
}

export interface Copy {
  id: string;
  itemId: string;
  assetTag: string;
  homeBranchId: string;
  condition: string;
}

export interface Review {
  id: string;
  itemId: string;
  memberId: string;
  authorName: string;
  stars: number;
  text: string;
  writtenAt: string;
}

export interface Reservation {
  id: string;
  memberId: string;
  itemId: string;
  branchId: string;
  copyId: string | null;
  from: string;
  to: string;
  collectAt: string | null;
  state: string;
  loanId: string | null;
}

export interface Loan {
  id: string;
  memberId: string;
  copyId: string;
  reservationId: string | null;
  handedOutAt: string;
  dueOn: string;
  renewals: number;
  state: string;
  depositTaken: Money;
  returnedAt: string | null;
}

export interface Repair {
  id: string;
  copyId: string;
  loanId: string | null;
  fault: string;
  state: string;
  assigneeId: string | null;
  cost: Money | null;
  openedAt: string;
  closedAt: string | null;
}

export interface Charge {
  id: string;
  memberId: string;
  reason: string;
  amount: Money;
  owed: Money;
  payments: object[];
  waivedBecause: string | null;
  loanId: string | null;
  chargedAt: string;
}

export interface Subscription {
  id: string;
  url: string;
  events: string[];
  secret: string;
  createdAt: string;
}

/** All that a library keeps. Everything is in memory and starts empty but for one coordinator. */
export interface State {
  members: Map<string, Member>;
  /** By member. */
  passwords: Map<string, string>;
  failures: Map<string, number>;
  /** Access tokens to members, refresh tokens to sessions. */
  access: Map<string, { memberId: string; session: string }>;
  refresh: Map<string, { memberId: string; session: string; used: boolean }>;
  branches: Map<string, Branch>;
  categories: Map<string, Category>;
  items: Map<string, Item>;
  copies: Map<string, Copy>;
  reviews: Map<string, Review>;
  reservations: Map<string, Reservation>;
  loans: Map<string, Loan>;
  repairs: Map<string, Repair>;
  charges: Map<string, Charge>;
  subscriptions: Map<string, Subscription>;
  /** Ids of new things. */
  newId: () => string;
}

/** An empty library. `newId` is a seam for a service whose ids are not unique. */
export function makeState(): State {
  return {
    members: new Map(),
    passwords: new Map(),
    failures: new Map(),
    access: new Map(),
    refresh: new Map(),
    branches: new Map(),
    categories: new Map(),
    items: new Map(),
    copies: new Map(),
    reviews: new Map(),
    reservations: new Map(),
    loans: new Map(),
    repairs: new Map(),
    charges: new Map(),
    subscriptions: new Map(),
    newId: randomUUID,
  };
}

/** Adds a member, and a session of theirs, whose tokens it answers. */
export function addMember(state: State, known: Omit<Member, 'id' | 'joinedAt'>, password: string): Member {
  const member = { id: state.newId(), joinedAt: now(), ...known };
  state.members.set(member.id, member);
  state.passwords.set(member.id, password);
  return member;
}

export function openSession(
  state: State,
  memberId: string,
  session: string = randomUUID(),
): { access: string; refresh: string } {
  const tokens = { access: `access-${randomUUID()}`, refresh: `refresh-${randomUUID()}-${randomUUID()}` };
  state.access.set(tokens.access, { memberId, session });
  state.refresh.set(tokens.refresh, { memberId, session, used: false });
  return tokens;
}

export function now(): string {
  return new Date().toISOString();
}
