import assert from 'node:assert/strict';
import { parseJob } from '../../../src/protocol/parseJobs';
import { parseResult } from '../../../src/protocol/parseResults';

const job = {
  id: 'pjb-5phop255mfqv4puxt6fwcttagowe',
  project_id: 'prj-1',
  status: 'COMPLETED',
  error_message: null,
  name: 'a.pdf',
  tier: 'agentic',
  usage: { credits: 20 },
  user_metadata: { rel: 'a.pdf' },
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:01:00Z',
};
const box = { x: 1, y: 2, w: 3, h: 4, r: null, confidence: 0.9, label: 'text', start_index: 0 };
const text = { type: 'text', md: 'Hello', value: 'Hello', bbox: [box] };

const items = [
  text,
  { type: 'heading', md: '# One', value: 'One', level: 1, bbox: null },
  {
    type: 'list',
    md: '- Hello',
    bbox: null,
    ordered: false,
    items: [text, { type: 'list', md: '1. Hello', bbox: null, ordered: true, items: [text] }],
  },
  { type: 'code', md: '`a`', value: 'a', language: null, bbox: null },
  {
    type: 'table',
    md: '|a|',
    bbox: null,
    rows: [['a', 1, null]],
    html: '<table></table>',
    csv: 'a,1,',
    merged_from_pages: [1, 2],
    parse_concerns: [{ type: 'header', details: 'unsure' }],
  },
  { type: 'image', md: '![]()', caption: '', url: '', bbox: null },
  { type: 'link', md: '[a](b)', url: 'b', text: 'a', bbox: null },
  { type: 'header', md: 'Hello', items: [text], bbox: null },
  { type: 'footer', md: 'Hello', items: [text], bbox: null },
];

/** A result with everything expanded; the second page failed. */
const full = {
  job,
  text: { pages: [{ page_number: 1, text: 'Hello' }] },
  markdown: {
    pages: [
      { page_number: 1, markdown: '# One', success: true, header: 'Hello', footer: null, line_numbers: null },
      { page_number: 2, error: 'The page could not be read.', success: false },
    ],
  },
  items: {
    pages: [
      { page_number: 1, page_width: 595, page_height: 842, items, success: true, revisions: null },
      { page_number: 2, error: 'The page could not be read.', success: false },
    ],
  },
  metadata: {
    pages: [
      {
        page_number: 1,
        confidence: 0.98,
        speaker_notes: null,
        slide_section_name: null,
        printed_page_number: 'iv',
        cost_optimized: true,
      },
    ],
    document: { confidence: 0.98, confidence_breakdown: null },
  },
  markdown_full: '# One',
  text_full: 'Hello',
  job_metadata: { parser: 'liteparse' },
};

describe('parse result', () => {
  it('loses nothing of a full one with failed pages and items of every kind', () => {
    assert.deepEqual(parseResult.parse(full), full);
  });

  it('tells good pages from failed ones, also where success is left out', () => {
    const pages = parseResult.parse({
      job,
      markdown: { pages: [{ page_number: 1, markdown: 'a' }, full.markdown.pages[1]] },
    }).markdown?.pages;
    assert.deepEqual(
      pages?.map(p => (p.success ? p.markdown : p.error)),
      ['a', 'The page could not be read.'],
    );
  });

  it('reads what was not asked for, and an unfinished job, as null', () => {
    const bare = { job: { id: 'pjb-1', project_id: 'prj-1', status: 'RUNNING' } };
    assert.deepEqual(parseResult.parse(bare), {
      job: {
        ...bare.job,
        error_message: null,
        name: null,
        tier: null,
        usage: null,
        user_metadata: null,
        created_at: null,
        updated_at: null,
      },
      text: null,
      markdown: null,
      items: null,
      metadata: null,
      markdown_full: null,
      text_full: null,
      job_metadata: null,
    });
  });

  it('keeps items of kinds that it does not know, also inside a page of known ones', () => {
    const formula = { type: 'formula', md: '$x$', latex: 'x', bbox: [box] };
    const changed = { type: 'heading', md: '# A', bbox: null, spans: [] };
    const page = {
      page_number: 1,
      page_width: 1,
      page_height: 1,
      items: [formula, text, changed],
      success: true,
    };
    const parsed = parseResult.parse({ job, items: { pages: [page] } });
    assert.deepEqual(parsed.items?.pages, [page]);
  });

  it('keeps expansions that it does not know', () => {
    const newer = { ...full, forms: { pages: [] }, images_content_metadata: { total_count: 0, images: [] } };
    assert.deepEqual(parseResult.parse(newer), newer);
  });
});

describe('parse job', () => {
  it('keeps unknown statuses and keys; credits may be null until billed', () => {
    const newer = { ...job, status: 'ARCHIVED', usage: { credits: null, pages: 2 }, queue: 'low' };
    assert.deepEqual(parseJob.parse(newer), newer);
  });
});
