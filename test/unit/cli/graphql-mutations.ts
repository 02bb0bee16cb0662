import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

import type { BundleEditor, EditedPayload } from './bundle-editor.js';
import { mutation } from './mutation.js';
import type { Mutation, Pick } from './mutation.js';

/** Changes the slice of some operation's payload, in its fields and its text. */
function changeSlice(bundle: BundleEditor, pick: Pick, change: (sdl: string) => string): void {
  const tasks = bundle.document('tasks.json').tasks.filter(({ kind }) => kind === 'operation');
  const payload: EditedPayload = bundle.payload(pick(tasks).key);
  const before = payload.contract.slice as string;
  const after = change(before);
  payload.contract.slice = after;
  payload.rendered = payload.rendered.replace(before, () => after);
  payload.budget.tokens = countTokens(payload.rendered);
}

/** Ways to spoil what is different in plans of GraphQL contracts. */
export const graphqlMutations: Mutation[] = [
  mutation('a type is missing in a slice', ['slice'], (bundle, pick) => {
    changeSlice(bundle, pick, (sdl) => sdl.replace(/^type (?:Item|Loan) \{[^}]*\}\n/m, ''));
  }),
  mutation('a slice is no SDL', ['slice'], (bundle, pick) => {
    changeSlice(bundle, pick, (sdl) => sdl.replace('{', '(('));
  }),
  mutation('a root field is missing in a slice', ['slice'], (bundle, pick) => {
    changeSlice(bundle, pick, (sdl) => sdl.replace(/^ {2}(?:item|items|addItem|lendItem)\b/gm, '  other'));
  }),
  mutation('a field of a slice has another type', ['content-hash'], (bundle, pick) => {
    changeSlice(bundle, pick, (sdl) => sdl.replace('id: ID!', 'id: String'));
  }),
  mutation('a root field is hidden from the model', ['contract-recount'], (bundle, pick) => {
    const model = bundle.document('contract.model.json');
    model.operations.splice(model.operations.indexOf(pick(model.operations)), 1);
  }),
  mutation('a type is made up', ['contract-recount'], (bundle, pick) => {
    const { entities } = bundle.document('contract.model.json');
    entities.push({ ...pick(entities), id: 'MadeUp' });
  }),
];
