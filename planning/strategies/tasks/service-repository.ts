import type { ScaffoldRequest } from '../../scaffold/scaffold-request.js';
import type { PlanningContext } from '../context.js';

/** The repository the contract is implemented in. planScaffold always asks for one. */
export function serviceRepository(context: PlanningContext): ScaffoldRequest {
  const request = context.scaffold.find((one) => one.purpose === 'service');
  if (request === undefined) throw new RangeError('a planning context needs a scaffold request for the service');
  return request;
}
