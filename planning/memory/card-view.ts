/** A Context Card as a payload shows it. */
export interface CardView {
  /** `crd_…` */
  id: string;
  text: string;
  /** Why this card is here: "written by a task this one depends on". */
  why: string;
}
