/** The largest number from 0 to `most` that fits, by halving: what fits must fit with less, too. -1 where not even 0 does. */
export function mostThatFits(most: number, fits: (count: number) => boolean): number {
  if (fits(most)) return most;
  let [below, above] = [-1, most];
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (fits(middle)) below = middle;
    else above = middle;
  }
  return below;
}
