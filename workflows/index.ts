export { planLifecycle } from './plan-lifecycle.js';
export { planRevision } from './plan-revision.js';
