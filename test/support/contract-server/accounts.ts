import { invalid, isStaff, NOT_FOUND, page, problem, sorted } from './answers.js';
import type { Answer, Call, Handler } from './answers.js';
import { addMember, openSession } from './state.js';
import type { Member, State } from './state.js';

const ADULT_YEARS = 18;
const MOST_FAILURES = 10;

/** Registration, sign-in, sessions and members. */
export const accounts: Record<string, Handler> = {
  register: ({ state, body }) => {
    const { email, password, givenName, familyName, dateOfBirth } = body as Record<string, string>;
    const born = new Date(dateOfBirth ?? '');
    born.setUTCFullYear(born.getUTCFullYear() + ADULT_YEARS);
    if (born.getTime() > Date.now()) return invalid('/dateOfBirth', 'Members are at least 18.');
    if (byEmail(state, email) !== undefined) return problem(409, 'email-taken');
    const names = { givenName: givenName ?? '', familyName: familyName ?? '' };
    const role = 'member' as const;
    const known = { email: email ?? '', ...names, role, status: 'active', preferredBranchId: null };
    return { status: 201, body: session(state, addMember(state, known, password ?? '')) };
  },
  login: ({ state, body }) => {
    const member = byEmail(state, body['email']);
    const failures = member === undefined ? 0 : (state.failures.get(member.id) ?? 0);
    if (failures >= MOST_FAILURES) return problem(429, 'locked');
    if (member === undefined || state.passwords.get(member.id) !== body['password']) {
      if (member !== undefined) state.failures.set(member.id, failures + 1);
      return problem(401, 'unauthenticated');
    }
    state.failures.delete(member.id);
    return { status: 200, body: session(state, member) };
  },
  refreshSession: ({ state, body }) => {
    const known = state.refresh.get(String(body['refreshToken']));
    if (known === undefined) return problem(401, 'unauthenticated');
    if (known.used) {
      revoke(state, known.session);
      return problem(401, 'unauthenticated');
    }
    known.used = true;
    return { status: 200, body: session(state, state.members.get(known.memberId) as Member, known.session) };
  },
  logout: ({ state, session: own }) => {
    revoke(state, own);
    return { status: 204 };
  },
  requestPasswordReset: () => ({ status: 202 }),
  // Links go out by e-mail, which nobody reads here: no token is ever right.
  completePasswordReset: () => NOT_FOUND,

  getMe: ({ caller }) => ({ status: 200, body: caller }),
  updateMe: ({ caller, body, state }) => {
    const branch = body['preferredBranchId'];
    if (typeof branch === 'string' && !state.branches.has(branch)) return invalid('/preferredBranchId', 'no branch');
    return { status: 200, body: Object.assign(caller, body) };
  },
  listMembers: ({ state, query }) => {
    const words = (query['q'] ?? '').toLowerCase();
    const found = [...state.members.values()].filter(
      (one) =>
        `${one.givenName} ${one.familyName} ${one.email}`.toLowerCase().includes(words) &&
        (query['status'] ?? one.status) === one.status,
    );
    const { entries, nextCursor } = page(
      sorted(found, ({ familyName, id }) => `${familyName} ${id}`),
      query,
    );
    return { status: 200, body: { members: entries, nextCursor } };
  },
  getMember: (call) => withMember(call, (member) => ({ status: 200, body: member })),
  updateMember: ({ state, path, body }) => {
    const member = state.members.get(path['memberId'] ?? '');
    if (member === undefined) return NOT_FOUND;
    const coordinators = [...state.members.values()].filter(({ role }) => role === 'coordinator');
    const demoted = body['role'] !== undefined && body['role'] !== 'coordinator';
    if (member.role === 'coordinator' && demoted && coordinators.length === 1) return problem(409, 'last-coordinator');
    return { status: 200, body: Object.assign(member, body) };
  },
};

/** Staff see everybody; a member who asks for somebody else is told that there is nobody. */
export function withMember({ state, path, caller }: Call, answer: (member: Member) => Answer): Answer {
  const member = state.members.get(path['memberId'] ?? '');
  return member === undefined || (!isStaff(caller) && caller !== member) ? NOT_FOUND : answer(member);
}

function byEmail(state: State, email: unknown): Member | undefined {
  return [...state.members.values()].find((member) => member.email === email);
}

function session(state: State, member: Member, known?: string): object {
  const { access, refresh } = openSession(state, member.id, known);
  const expiresAt = new Date(Date.now() + 15 * 60_000).toISOString();
  return { accessToken: access, expiresAt, refreshToken: refresh, member };
}

function revoke(state: State, own: string): void {
  for (const [token, { session: of }] of state.access) if (of === own) state.access.delete(token);
  for (const [token, { session: of }] of state.refresh) if (of === own) state.refresh.delete(token);
}
