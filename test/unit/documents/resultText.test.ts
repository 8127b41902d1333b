import assert from 'node:assert/strict';
import { extractText, resultText } from '../../../src/documents/resultText';
import { extractJob } from '../../../src/protocol/extractJobs';
import { parseResult } from '../../../src/protocol/parseResults';

const job = { id: 'pjb-1', project_id: 'prj', status: 'COMPLETED' };
const result = (parts: object) => parseResult.parse({ job, ...parts });

describe('resultText', () => {
  it('joins the pages of Markdown and marks where each begins', () => {
    const markdown = { pages: [page(1, '# One\n\n'), page(2, 'Two')] };
    assert.equal(
      resultText(result({ markdown }), 'markdown'),
      '<!-- page 1 -->\n\n# One\n\n<!-- page 2 -->\n\nTwo\n',
    );
  });

  it('leaves a single page unmarked', () => {
    assert.equal(resultText(result({ markdown: { pages: [page(1, 'Only')] } }), 'markdown'), 'Only\n');
  });

  it('says which page failed, in its place', () => {
    const failed = { page_number: 2, error: 'too dark', success: false };
    const text = resultText(result({ markdown: { pages: [page(1, 'One'), failed] } }), 'markdown');
    assert.match(text ?? '', /<!-- page 2 -->\n\n> Page 2 could not be parsed: too dark\n$/);
  });

  it('tells apart an empty result and one that is not there', () => {
    assert.equal(resultText(result({ markdown: null }), 'markdown'), undefined);
    assert.equal(resultText(result({}), 'text'), undefined);
    assert.equal(resultText(result({ text: { pages: [] } }), 'text'), '');
  });

  it('prints JSON over several lines, so that the editor can colour it', () => {
    const items = { pages: [{ page_number: 1, items: [], success: true }] };
    assert.ok((resultText(result({ items }), 'items') ?? '').split('\n').length > 5);
    assert.match(resultText(result({}), 'details') ?? '', /"status": "COMPLETED"/);
  });

  function page(page_number: number, markdown: string) {
    return { page_number, markdown, success: true };
  }
});

describe('extractText', () => {
  const extracted = (parts: object) =>
    extractJob.parse({ id: 'ext-1', project_id: 'prj', status: 'COMPLETED', ...parts });
  const extract_metadata = { field_metadata: { document_metadata: { total: { confidence: 0.9 } } } };

  it('gives what was extracted, with its metadata where the server told any', () => {
    const extract_result = { total: 12.5 };
    const text = extractText(extracted({ extract_result, extract_metadata }), 'extract') ?? '';
    assert.deepEqual(JSON.parse(text), { extract_result, extract_metadata });
    assert.deepEqual(Object.keys(JSON.parse(text)), ['extract_result', 'extract_metadata']);
    const plain = extractText(extracted({ extract_result: [extract_result] }), 'extract') ?? '';
    assert.deepEqual(JSON.parse(plain), { extract_result: [extract_result] });
  });

  it('tells apart an empty result and one that is not there', () => {
    assert.equal(extractText(extracted({}), 'extract'), undefined);
    assert.match(extractText(extracted({ extract_result: {} }), 'extract') ?? '', /"extract_result": \{\}/);
  });

  it('gives all that is known of the job', () => {
    const text = extractText(extracted({ usage: { credits: 15 }, newer: 1 }), 'extractDetails') ?? '';
    assert.deepEqual(JSON.parse(text).usage, { credits: 15 });
    assert.equal(JSON.parse(text).newer, 1);
  });
});
