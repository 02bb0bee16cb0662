/** What the exit status says; `--help` lists them. */
export const EXIT = {
  ok: 0,
  /** The plan failed or was cancelled, the bundle is faulty, a check failed or none was run. */
  failed: 1,
  /** Wrong arguments, or a file that cannot be read. */
  usage: 2,
  unreachable: 3,
  /** The service understood and refused (4xx). */
  refused: 4,
  /** The service failed (5xx), or what answers is no planner. */
  service: 5,
  /** Ctrl-C; what the service was asked to do goes on. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_HELP = `
Exit codes:
  0  done
  1  the plan failed or was cancelled; the bundle is faulty; a check failed or none was run
  2  wrong arguments, or a file that cannot be read
  3  the service cannot be reached
  4  the service refused the request
  5  the service failed, or what answers is no planner
  130  interrupted; what the service was asked to do goes on
`;
