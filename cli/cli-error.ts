import type { Problem } from './api-types.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';

/** Ends a command with a message for people. Thrown by commands and the client, caught once, in main. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  readonly exitCode: ExitCode;
  /** What the reader can do, as imperative sentences; may be empty. */
  readonly remedy: string;

  constructor(exitCode: ExitCode, message: string, remedy = '', options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
    this.remedy = remedy;
  }
}

/** The service answered with a problem document. */
export class ServiceProblem extends CliError {
  override readonly name = 'ServiceProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.status >= 500 ? EXIT.service : EXIT.refused, problem.detail, problem.remediation);
    this.problem = problem;
  }
}
