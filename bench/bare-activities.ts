const nothing = (): Promise<void> => Promise.resolve();

/** The steps of a planning run, doing nothing. */
export const bareActivities = {
  importContract: nothing,
  analysePrd: nothing,
  runTrial: nothing,
  finaliseRevision: nothing,
  publishRevision: nothing,
};
