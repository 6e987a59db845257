/** So many refused tokens are replaced at once: one that expired, and one that was revoked just then. */
const REPLACED_AT_ONCE = 2;
const MIN_AGE_MS = 1000;
const MAX_AGE_MS = 60_000;
/** A token that was accepted for so long shows that the refusals before it are over. */
const FORGET_AFTER_MS = 5 * 60_000;

/**
 * Bounds the grants made because the API refused tokens (401). When the replacements of a refused token are refused too,
 * the fault is not the token's, and more grants would not help: from then on a token is replaced only once it is a second old, the next one two seconds, and so on up to a minute. Until then calls go on with
 * the refused token: a new one may be valid a moment later, and an endpoint that refuses every app token says nothing of
 * the others.
 */
export class Refusals {
  private replacedInARow = 0;

  /** Whether to replace a refused token of this age, in ms. */
  shouldReplace(age: number): boolean {
    if (age >= FORGET_AFTER_MS) this.replacedInARow = 0;
    if (age < this.leastAge()) return false;
    this.replacedInARow += 1;
    return true;
  }

  private leastAge(): number {
    const refusedAgain = this.replacedInARow - REPLACED_AT_ONCE;
    return refusedAgain < 0 ? 0 : Math.min(MAX_AGE_MS, MIN_AGE_MS * 2 ** refusedAgain);
  }
}
