/** Turns texts into vectors whose cosine says how alike they are. Only vectors of one embedder can be compared. */
export interface Embedder {
  /** Name and version; stored beside every vector. */
  id: string;
  /** Length of every vector. */
  dims: number;
  /** A unit vector; equal texts give equal vectors. */
  embed(text: string): number[];
}
