/** How several objects of one kind are asked for in one request. */
export interface BatchForm {
  readonly path: string;
  /** The answer's property that holds the objects, in the order of the ids, `null` where there is none. */
  readonly property: string;
  /** The most ids a request takes. */
  readonly limit: number;
}

/** What lets the GET of one object travel in a batch. */
export interface BatchMember {
  readonly form: BatchForm;
  readonly id: string;
}
