import type { Answer, Call, Handler } from './answers.js';
import type { State } from './state.js';

/** A way in which a service can be wrong. */
export interface Fault {
  what: string;
  /** Ids of the operations that are wrong. */
  where: string[];
  /** Leaves out what comes before an operation. */
  skips?: { what: 'authentication' | 'role' | 'validation'; of: string[] };
  /** What operations do instead. */
  operations?: Record<string, (call: Call, right: Handler) => Answer>;
  /** What all others do instead. */
  every?: (call: Call, right: Handler) => Answer;
  prepare?: (state: State) => void;
}

type Body = Record<string, unknown>;

/** Changes the body of a right answer that has one. */
const changed =
  (change: (body: Body) => unknown) =>
  (call: Call, right: Handler): Answer => {
    const answer = right(call);
    return answer.status >= 300 || answer.body === undefined
      ? answer
      : { ...answer, body: change(structuredClone(answer.body) as Body) };
  };

const without =
  (name: string) =>
  ({ [name]: _, ...rest }: Body): Body =>
    rest;

export const FAULTS: Record<string, Fault> = {
  'wrong-status': {
    what: 'A branch is opened with 200 instead of 201.',
    where: ['createBranch'],
    operations: { createBranch: (call, right) => ({ ...right(call), status: 200 }) },
  },
  'missing-field': {
    what: 'A member has no status.',
    where: ['getMember'],
    operations: { getMember: changed(without('status')) },
  },
  'missing-field-in-ring': {
    what: 'A category, whose schema refers to itself, has no parentId.',
    where: ['createCategory'],
    operations: { createCategory: changed(without('parentId')) },
  },
  'wrong-type': {
    what: 'The figures of a month are texts.',
    where: ['getCirculation'],
    operations: { getCirculation: changed((body) => ({ ...body, loans: String(body['loans']) })) },
  },
  'wrong-enum-value': {
    what: 'A loan is `lent`, which is no state.',
    where: ['getLoan'],
    operations: { getLoan: changed((body) => ({ ...body, state: 'lent' })) },
  },
  'undeclared-null': {
    what: 'An item has no deposit.',
    where: ['getItem'],
    operations: { getItem: changed((body) => ({ ...body, deposit: null })) },
  },
  'wrong-content-type': {
    what: 'What is not found is said in plain JSON.',
    where: ['getBranch'],
    every: (call, right) => {
      const answer = right(call);
      return answer.status === 404 ? { ...answer, type: 'application/json' } : answer;
    },
  },
  'ignored-authentication': {
    what: 'Reservations can be listed without a token.',
    where: ['listReservations'],
    skips: { what: 'authentication', of: ['listReservations'] },
  },
  'ignored-role': {
    what: 'Every member can add copies.',
    where: ['addCopy'],
    skips: { what: 'role', of: ['addCopy'] },
  },
  'accepts-invalid-body': {
    what: 'A subscription may have any events.',
    where: ['subscribe'],
    skips: { what: 'validation', of: ['subscribe'] },
  },
  'accepts-invalid-query': {
    what: 'Items are listed whatever the limit.',
    where: ['listItems'],
    skips: { what: 'validation', of: ['listItems'] },
  },
  'unknown-is-server-error': {
    what: 'A loan that is not there is a fault of the service.',
    where: ['getLoan'],
    operations: {
      getLoan: (call, right) => (call.state.loans.has(call.path['loanId'] ?? '') ? right(call) : { status: 500 }),
    },
  },
  'unknown-is-empty': {
    what: 'Copies of an item that is not there are an empty list.',
    where: ['listCopies'],
    operations: {
      listCopies: (call, right) => {
        const answer = right(call);
        return answer.status === 404 ? { status: 200, body: [] } : answer;
      },
    },
  },
  'delete-keeps': {
    what: 'A withdrawn item stays.',
    where: ['withdrawItem'],
    operations: { withdrawItem: () => ({ status: 204 }) },
  },
  'lost-update': {
    what: 'A changed profile is answered but not kept.',
    where: ['updateMe'],
    operations: { updateMe: (call, right) => right({ ...call, caller: { ...call.caller } }) },
  },
  'partial-update': {
    what: 'Replacing a branch keeps its old address.',
    where: ['replaceBranch'],
    operations: {
      replaceBranch: (call, right) => {
        const known = call.state.branches.get(call.path['branchId'] ?? '');
        return right({ ...call, body: { ...call.body, name: known?.name ?? call.body['name'] } });
      },
    },
  },
  'stored-otherwise': {
    what: 'The asset tag of a copy is kept in lower case.',
    where: ['addCopy'],
    operations: {
      addCopy: (call, right) =>
        right({ ...call, body: { ...call.body, assetTag: String(call.body['assetTag']).toLowerCase() } }),
    },
  },
  'duplicates-accepted': {
    what: 'An e-mail address can be registered twice.',
    where: ['register'],
    operations: {
      register: (call, right) => {
        for (const member of call.state.members.values())
          if (member.email === call.body['email']) member.email += '.old';
        return right(call);
      },
    },
  },
  'ids-not-unique': {
    what: 'All branches have one id.',
    where: ['createBranch'],
    operations: {
      createBranch: (call, right) =>
        right({ ...call, state: { ...call.state, newId: () => '3f0d1a52-4f61-4a53-9d3d-0c8f3a1b2c4d' } }),
    },
  },
  'list-omits': {
    what: 'The newest subscription is not in the list.',
    where: ['listSubscriptions'],
    operations: { listSubscriptions: changed((body) => (body as unknown as unknown[]).slice(0, -1)) },
  },
  'filter-ignored': {
    what: 'Items are listed whatever the category.',
    where: ['listItems'],
    operations: {
      listItems: (call, right) =>
        right({ ...call, query: without('categoryId')(call.query) as Record<string, string> }),
    },
  },
  'page-size-ignored': {
    what: 'A page of repairs has twenty entries whatever the limit.',
    where: ['listRepairs'],
    operations: {
      listRepairs: (call, right) => right({ ...call, query: without('limit')(call.query) as Record<string, string> }),
    },
  },
  'wrong-thing': {
    what: 'Whatever member is asked for, the first one is answered.',
    where: ['getMember'],
    operations: {
      getMember: (call, right) =>
        right(call).status === 200 ? { status: 200, body: [...call.state.members.values()][0] } : right(call),
    },
  },
};
