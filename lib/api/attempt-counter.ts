/** Counts the requests sent for a call. Copies of the call's request share it; a batch's also counts for each member. */
export class AttemptCounter {
  count = 0;

  constructor(private readonly members?: readonly AttemptCounter[]) {}

  add(): void {
    this.count += 1;
    if (!this.members) return;
    for (const member of this.members) member.add();
  }
}
