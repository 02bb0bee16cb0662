/** One component of the score: its value in [0,1] and what it was read from, in words. */
export interface Component {
  value: number;
  evidence: string[];
}
