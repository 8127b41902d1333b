import assert from 'node:assert/strict';
import type { ModelProvider, Models } from '../../../../src/engine/models/types';
import { ModelFailure } from '../../../../src/engine/models/types';
import { pageOfLines, StoredPages } from '../extract/storedPages';
import { eventually, TestEngine } from '../testEngine';
import { rules } from './documents';

const path = '/api/v2/classify';
const bill = pageOfLines(1, ['INVOICE', 'Invoice no. 7', 'Amount due 72.00', 'Payment terms: 30 days']);
const slip = pageOfLines(2, ['DELIVERY NOTE', 'Carrier FastVan', '2 packages']);

describe('classification on this machine', () => {
  let engine: TestEngine;
  let directory: string;

  const open = async (options: ConstructorParameters<typeof TestEngine>[0] = {}) => {
    engine = new TestEngine({ pool: new StoredPages([bill, slip]), ...options });
    engine.engine.start();
    directory = await engine.directory();
  };
  afterEach(() => engine.dispose());

  const classified = async (parsing_configuration: object | null = null, file_input?: string) => {
    const input = file_input ?? (await engine.upload(directory, 'a.pdf')).body.id;
    const { body } = await engine.post(path, {
      file_input: input,
      configuration: { rules, parsing_configuration },
    });
    const get = async () => (await engine.get(`${path}/${body.id}`)).body;
    await eventually(async () => /COMPLETED|FAILED/.test((await get()).status));
    return get();
  };

  it('tells the type, how sure it is, why, and which parse it read', async () => {
    await open();
    const job = await classified();
    const { type, confidence, reasoning } = job['result'] as Record<string, unknown>;
    assert.equal(type, 'invoice');
    assert.ok(Number(confidence) > 0.9);
    assert.match(String(reasoning), /calls itself “INVOICE” \(page 1\)/);
    const parse = (await engine.get(`/api/v2/parse/${job['parse_job_id']}`)).body;
    assert.equal((parse['job'] as { status: string }).status, 'COMPLETED');
    const again = await classified(null, String(job['parse_job_id']));
    assert.deepEqual([again['result'], again['parse_job_id']], [job['result'], job['parse_job_id']]);
  });

  it('reads only the pages that it is told', async () => {
    await open();
    const typeOf = async (parsing: object) =>
      ((await classified(parsing))['result'] as { type: string }).type;
    assert.equal(await typeOf({ target_pages: '2' }), 'delivery_note');
    assert.equal(await typeOf({ max_pages: 1 }), 'invoice');
  });

  it('asks the model that the windows name, and fails where it cannot be asked', async () => {
    const answer = { type: 'receipt', confidence: 0.7, reasoning: 'A bill.', quotes: ['Amount due'] };
    const provider: ModelProvider = {
      ...{ kind: 'endpoint', model: 'm', contextTokens: null },
      ask: async () => ({
        text: JSON.stringify(answer),
        end: 'complete',
        inputTokens: null,
        outputTokens: null,
      }),
    };
    const asked: Models = { current: async () => provider };
    await open({ models: asked });
    const { type, reasoning } = (await classified())['result'] as Record<string, unknown>;
    assert.equal(type, 'receipt');
    assert.match(String(reasoning), /“Amount due” \(page 1\)\. Told by the model m\./);
    await engine.dispose();

    const gone = async () => {
      throw new ModelFailure('unavailable', 'No window has a language model. Open one.');
    };
    await open({ models: { current: gone } });
    const job = await classified();
    assert.deepEqual([job.status, job['result']], ['FAILED', null]);
    assert.match(String(job['error_message']), /No window has a language model/);
  });
});
