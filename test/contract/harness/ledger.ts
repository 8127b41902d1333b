import { nameOf, type Operation } from '../openapi/spec';

/** What the contract tests of this run have seen, over all files. */
const driven = new Map<string, Set<string>>();
const broken: string[] = [];

export const ledger = {
  /** A route answered as documented to a client, which is known by its User-Agent. */
  success(operation: Operation, userAgent: string): void {
    const name = nameOf(operation);
    driven.set(name, (driven.get(name) ?? new Set()).add(userAgent));
  },
  violation(sentence: string): void {
    broken.push(sentence);
  },
  /** Clients that a route, `GET /api/v2/batches`, has answered with success. */
  clientsOf: (name: string): string[] => [...(driven.get(name) ?? [])],
  /** Every answer that broke the contract. */
  violations: (): readonly string[] => broken,
};
