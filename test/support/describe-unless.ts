/** `describe()`, unless something that the tests need is missing: then they are skipped, and their title says why. */
export function describeUnless(missing: string | false, title: string, tests: () => void): void {
  if (missing) describe.skip(`${title} (skipped: ${missing})`, tests);
  else describe(title, tests);
}
