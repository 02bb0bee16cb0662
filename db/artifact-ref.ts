/** Points at immutable bytes in the artifact store; small enough to go through Temporal and into rows. */
export interface ArtifactRef {
  /** Of the bytes, lower-case hex. */
  sha256: string;
  bytes: number;
  /** `prd`, `contract`, `contract-model`, `contract-document`, `candidate`, `payload-blocks`, `json`, … */
  kind: string;
}
