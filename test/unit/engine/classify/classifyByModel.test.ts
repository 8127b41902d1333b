import assert from 'node:assert/strict';
import { classifyByModel } from '../../../../src/engine/classify/classifyByModel';
import type { ModelAnswer, ModelProvider, ModelRequest } from '../../../../src/engine/models/types';
import { ModelFailure } from '../../../../src/engine/models/types';
import { documentOfText, rules } from './documents';

const text = 'Harbour Books\nWe order from you:\nCopy paper 10\n\fDelivery until 10 May';
const good = {
  type: 'purchase_order',
  confidence: 0.8,
  reasoning: 'It orders goods.',
  quotes: ['order from you'],
};

/** A model that gives these answers one after the other. */
class Scripted implements ModelProvider {
  readonly kind = 'endpoint';
  readonly model = 'small-1';
  readonly requests: ModelRequest[] = [];
  constructor(
    private readonly answers: readonly (object | string)[],
    readonly contextTokens: number | null = null,
    private readonly end: ModelAnswer['end'] = 'complete',
  ) {}

  async ask(request: ModelRequest): Promise<ModelAnswer> {
    const answer = this.answers[this.requests.length] ?? '';
    this.requests.push(request);
    const said = typeof answer === 'string' ? answer : JSON.stringify(answer);
    return { text: said, end: this.end, inputTokens: null, outputTokens: null };
  }
}

const isFailure = (sentence: RegExp) => (error: unknown) =>
  error instanceof ModelFailure && sentence.test(error.message);
const classify = (model: ModelProvider, content = text) =>
  classifyByModel(documentOfText(content), rules, model);

describe('classification by a model', () => {
  it('takes its answer, with the pages of what it quotes', async () => {
    const model = new Scripted([{ ...good, quotes: ['order from you', 'Delivery until'] }]);
    assert.deepEqual(await classify(model), {
      type: 'purchase_order',
      confidence: 0.8,
      reasoning:
        'It orders goods. It says “order from you” (page 1), “Delivery until” (page 2). Told by the model small-1.',
    });
    assert.equal(model.requests.length, 1);
  });

  it('tells an answer whose quotes are not in the document with less confidence', async () => {
    const { confidence, reasoning } = await classify(
      new Scripted([{ ...good, quotes: ['Purchase order 7'] }]),
    );
    assert.equal(confidence, 0.5);
    assert.match(reasoning, /None of the words that it goes by stand in the document/);
    assert.equal((await classify(new Scripted([{ ...good, confidence: 1 }]))).confidence, 0.95);
  });

  it('shows the document between marks that it cannot know, and asks for one of the types or none', async () => {
    const model = new Scripted([good, good]);
    await classify(model);
    await classify(model);
    const [first, second] = model.requests;
    assert.ok(first && second);
    const mark = /\n(=== document \w+ ===)\n/.exec(first.user)?.[1] ?? '';
    assert.equal(first.user.split(mark).length, 3);
    assert.match(first.system, new RegExp(mark));
    assert.ok(!second.user.includes(mark));
    const { properties } = first.schema as { properties: { type: { enum: unknown[] } } };
    assert.deepEqual(properties.type.enum, [...rules.map(({ type }) => type), null]);
  });

  it('reads answers in a fence, and of another case', async () => {
    const fenced = `Sure!\n\`\`\`json\n${JSON.stringify({ ...good, type: 'Purchase_Order' })}\n\`\`\``;
    assert.equal((await classify(new Scripted([fenced]))).type, 'purchase_order');
  });

  it('takes a type that comes with nothing else after asking once more', async () => {
    for (const bare of [{ type: 'purchase_order' }, { ...good, confidence: 95, reasoning: 5, quotes: 'x' }]) {
      const model = new Scripted([bare, bare]);
      const { type, confidence, reasoning } = await classify(model);
      assert.equal(
        reasoning,
        'None of the words that it goes by stand in the document. Told by the model small-1.',
      );
      assert.deepEqual([type, confidence], ['purchase_order', 0.5]);
      assert.equal(model.requests.length, 2);
      assert.match(model.requests[1]?.user ?? '', /confidence is not a number from 0 to 1/);
    }
  });

  it('repeats no more of a model than a person reads', async () => {
    const { reasoning } = await classify(new Scripted([{ ...good, reasoning: 'y'.repeat(50_000) }]));
    assert.ok(reasoning.length < 2000);
  });

  it('takes null for no rule', async () => {
    const { type, reasoning } = await classify(new Scripted([{ ...good, type: null, quotes: [] }]));
    assert.equal(type, null);
    assert.equal(reasoning, 'It orders goods. Told by the model small-1.');
  });

  for (const [what, wrong] of [
    ['is no JSON', 'an order'],
    ['is of no type that there is', { ...good, type: 'love letter' }],
    ['lacks what was asked for', { type: 'receipt' }],
    ['is more than sure', { ...good, confidence: 7 }],
  ] as const) {
    it(`asks once more where an answer ${what}`, async () => {
      const model = new Scripted([wrong, good]);
      assert.equal((await classify(model)).type, 'purchase_order');
      assert.equal(model.requests.length, 2);
      assert.match(model.requests[1]?.user ?? '', /That answer has these problems/);
    });
  }

  it('fails where no answer names a type', async () => {
    for (const wrong of ['an order', { ...good, type: 'love letter' }, { confidence: 1 }]) {
      const never = new Scripted([wrong, wrong]);
      await assert.rejects(classify(never), isFailure(/small-1 answered twice with something/));
      assert.equal(never.requests.length, 2);
    }
  });

  it('fails with what the model says where it refuses, or cannot be asked', async () => {
    const refused = new Scripted(['No.'], null, 'refused');
    await assert.rejects(classify(refused), isFailure(/small-1 refuses to read this document/));
    assert.equal(refused.requests.length, 1);
    const gone: ModelProvider = {
      ...{ kind: 'vscode', model: 'm', contextTokens: null },
      ask: () => Promise.reject(new ModelFailure('unavailable', 'Open a window.')),
    };
    await assert.rejects(classify(gone), isFailure(/Open a window/));
  });

  it('shows less of the document where the answer breaks off, and gives up in the end', async () => {
    const model = new Scripted([], null, 'cut');
    await assert.rejects(
      classify(model, 'words of a document '.repeat(4_000)),
      isFailure(/small-1 break off/),
    );
    const sizes = model.requests.map(({ user }) => user.length);
    assert.ok(
      sizes.length >= 3 && sizes.every((size, i) => i === 0 || size < (sizes[i - 1] ?? 0)),
      `${sizes}`,
    );
  });

  it('keeps within what the person lets one document use', async () => {
    const frugal: ModelProvider = Object.assign(new Scripted([good]), {
      budget: { tokens: 100, seconds: null },
    });
    await assert.rejects(classify(frugal), isFailure(/maxTokensPerDocument/));
  });

  it('shows of a long document what fits the model, from its beginning', async () => {
    const long = `FIRST\n${'filler words\n'.repeat(6_000)}\nLAST`;
    for (const [context, most] of [
      [null, 40_000],
      [3_000, 9_000],
    ] as const) {
      const model = new Scripted([good], context);
      await classify(model, long);
      const { user = '' } = model.requests[0] ?? {};
      assert.ok(user.length < most, `${user.length}`);
      assert.match(user, /FIRST/);
      assert.doesNotMatch(user, /LAST/);
    }
  });
});
