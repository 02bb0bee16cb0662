/** The names of the parameters in a path template, in order: `/pets/{petId}` → petId. */
export function templateNames(path: string): string[] {
  return path
    .split('{')
    .slice(1)
    .flatMap((part) => {
      const end = part.indexOf('}');
      return end < 1 ? [] : [part.slice(0, end)];
    });
}
