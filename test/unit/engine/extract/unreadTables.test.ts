import assert from 'node:assert/strict';
import { refuseUnread } from '../../../../src/engine/extract/unreadTables';
import { JobFailure } from '../../../../src/engine/jobs/jobFailure';
import { contentOfConverted, tokensOf } from '../../../../src/engine/parsers/markdown';

const pageOf = (markdown: string) => [{ items: contentOfConverted(tokensOf(markdown)).items }];
const row = `| ${'x'.repeat(1000)} | 1 |\n`;

describe('a table of which the parser reads only the text', () => {
  it('is refused rather than read in part', () => {
    const pages = pageOf(`| Name | Count |\n| --- | --- |\n${row.repeat(8100)}`);
    assert.throws(
      () => refuseUnread(pages),
      (error: unknown) => error instanceof JobFailure && /^DOCUMENT_TOO_LARGE: .*Split/.test(error.message),
    );
  });

  it('is none where the text is long and no table, or the table short', () => {
    refuseUnread(pageOf('words of a long text\n'.repeat(450_000)));
    refuseUnread(pageOf(`| Name | Count |\n| --- | --- |\n${row.repeat(10)}`));
    refuseUnread([]);
  });
});
