/** A place where a value may be written. */
export interface Hit {
  /** First and last word. */
  from: number;
  to: number;
  /** Of them only these; missing: all. */
  only?: readonly number[];
  /** 0 to 1: how surely the words there say the value. */
  sureness: number;
}
