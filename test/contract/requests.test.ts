import assert from 'node:assert/strict';
import { deviations } from './deviations';
import { type ContractServer, useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { until } from './harness/until';
import { type Mutant, mutants } from './openapi/mutants';
import { requestCheck } from './openapi/schemas';
import { nameOf, type Operation, spec } from './openapi/spec';
import { requestBodies } from './requestBodies';

/** Every route with a JSON body is sent one that is changed in every place that its schema knows. */
describe('request bodies that LlamaCloud takes or refuses', function () {
  this.timeout(60_000);
  const server = useServer();

  for (const operation of spec.operations.filter(({ body }) => body)) {
    it(nameOf(operation), async () => {
      const differences = await differencesOf(server, operation);
      if (differences.length > 0) assert.fail(differences.join('\n'));
    });
  }

  it('completes every parse that it took', async () => {
    const { parsing } = server.sdk;
    const count = async (status: 'PENDING' | 'RUNNING') =>
      (await parsing.list({ status, page_size: 1 })).items.length;
    await until(async () => (await count('PENDING')) + (await count('RUNNING')) === 0);
    const failed = await collect(parsing.list({ status: 'FAILED' }));
    assert.deepEqual(
      failed.map(job => job.error_message),
      [],
    );
    assert.ok((await parsing.list({ status: 'COMPLETED' })).items.length > 0);
  });

  it('knows no deviation that is none', function () {
    if (process.env['TEST_GREP']) this.skip(); // a part of the tests meets a part of them
    assert.deepEqual(
      deviations.filter(({ used }) => !used).map(({ routes, change }) => `${routes.join(', ')}: ${change}`),
      [],
    );
  });
});

/** Where the engine takes what the API refuses, or the other way round. */
async function differencesOf(server: ContractServer, operation: Operation): Promise<string[]> {
  const { method, path, body: schema = {} } = operation;
  const prepared = await requestBodies[nameOf(operation)]?.(server);
  assert.ok(prepared, 'there is no body to begin with');
  const { ids = {}, body } = prepared;
  const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'none');
  const differences: string[] = [];
  const sent = { taken: 0, refused: 0 };
  for (const mutant of [{ at: [], change: 'nothing', body }, ...mutants(schema, body)]) {
    const answer = await server.request(method, url, { json: mutant.body });
    const isTaken = isToBeTaken(operation, mutant);
    sent[isTaken ? 'taken' : 'refused']++;
    const problem = isTaken ? problemOfTaken(answer) : problemOfRefused(answer, mutant);
    if (problem) differences.push(`${mutant.change}: to be ${isTaken ? 'taken' : 'refused'}, yet ${problem}`);
  }
  assert.ok(sent.taken > 0 && sent.refused > 0, 'only one kind of bodies was sent');
  return differences;
}

function isToBeTaken(operation: Operation, { change, body }: Mutant): boolean {
  const isValid = requestCheck(operation.body ?? {})(body).length === 0;
  const deviation = deviations.find(d => d.routes.includes(nameOf(operation)) && d.change.test(change));
  if (!deviation) return isValid;
  const { isTaken } = deviation;
  const decided = typeof isTaken === 'boolean' ? isTaken : isTaken(body);
  deviation.used ||= decided !== isValid;
  return decided;
}

interface Answer {
  status: number;
  body: unknown;
}

/** A valid body may still meet what does not exist, or what cannot be. */
function problemOfTaken({ status, body }: Answer): string | undefined {
  return status < 300 || status === 400 || status === 404 ? undefined : `${status} ${short(body)}`;
}

/** An invalid one gets 422, and a word about the place that is wrong, or about the body as a whole. */
function problemOfRefused({ status, body }: Answer, { at: [key] }: Mutant): string | undefined {
  if (status !== 422) return `${status} ${short(body)}`;
  const { detail } = body as { detail: { loc: (string | number)[] }[] };
  const told = detail.some(
    ({ loc: [part, top] }) =>
      part === 'body' && (key === undefined || top === undefined || String(top) === key),
  );
  return told ? undefined : `it is told about another place: ${short(detail)}`;
}

const short = (value: unknown) => JSON.stringify(value)?.slice(0, 200);
