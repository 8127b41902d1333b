import type { Filled } from '../../../src/engine/extract/types';
import type { Sample } from './samples';

/** What fills the schemas of documents. */
export interface Contender {
  name: string;
  /** Throws where the document cannot be extracted from. */
  extract(sample: Sample): Promise<Filled>;
  /** What else it has to tell when all is done, such as the tokens it used. */
  remarks?(): string[];
  close(): Promise<void>;
}
