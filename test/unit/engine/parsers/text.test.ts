import assert from 'node:assert/strict';
import { contentOfHtml, decodeHtml } from '../../../../src/engine/parsers/html';
import { parseMail } from '../../../../src/engine/parsers/mail';
import { contentOfConverted, contentOfMarkdown, tokensOf } from '../../../../src/engine/parsers/markdown';
import { decodeText, parseCode, parseMarkdown, parseText } from '../../../../src/engine/parsers/text';

describe('plain text', () => {
  it('is decoded by its byte order mark, as UTF-8, else as Windows-1252', () => {
    const utf16 = Buffer.from('\ufeffnaïve', 'utf16le');
    const swapped = Buffer.from(utf16).swap16();
    assert.equal(decodeText(utf16), 'naïve');
    assert.equal(decodeText(swapped), 'naïve');
    assert.equal(decodeText(Buffer.from('\ufeffnaïve')), 'naïve');
    assert.equal(decodeText(Buffer.from('naïve – 5 €')), 'naïve – 5 €');
    assert.equal(decodeText(Buffer.from([0x6e, 0x61, 0xef, 0x76, 0x65, 0x20, 0x80])), 'naïve €');
  });

  it('stays word for word, with its paragraphs as items', () => {
    const page = parseText(Buffer.from('# not a heading\r\nsecond line\r\n\r\n\r\n* 5 * 6\r\n'));
    assert.equal(page.markdown, '# not a heading\nsecond line\n\n\n* 5 * 6');
    assert.equal(page.text, page.markdown);
    assert.deepEqual(
      page.items.map(item => item.md),
      ['# not a heading\nsecond line', '* 5 * 6'],
    );
  });

  it('is fenced as code where it is structured, whatever fences it holds', () => {
    assert.equal(parseCode(Buffer.from('{"a": 1}\n'), 'json').markdown, '```json\n{"a": 1}\n```');
    assert.equal(parseCode(Buffer.from('a: ```x```'), 'yaml').markdown, '````yaml\na: ```x```\n````');
  });
});

describe('Markdown', () => {
  const source =
    '# Title *one*\n\nSome **bold** [link](http://x.y)\\\nnext &amp; last\n\n- a\n  1. b\n- [ ] c\n\n| x | y |\n|---|---|\n| 1 | p\\|q |\n\n```js\nlet a;\n```\n';

  it('stays as it is written', () => {
    assert.equal(parseMarkdown(Buffer.from(source)).markdown, source.trim());
  });

  it('gives typed items', () => {
    const { items } = contentOfMarkdown(source);
    assert.deepEqual(
      items.map(item => item.type),
      ['heading', 'text', 'list', 'table', 'code'],
    );
    const [heading, , list, table, code] = items as Record<string, unknown>[];
    assert.deepEqual([heading?.['level'], heading?.['value']], [1, 'Title one']);
    assert.equal(list?.['ordered'], false);
    const inner = (list?.['items'] as Record<string, unknown>[] | undefined)?.[1];
    assert.deepEqual([inner?.['type'], inner?.['ordered']], ['list', true]);
    assert.deepEqual(table?.['rows'], [
      ['x', 'y'],
      [1, 'p|q'],
    ]);
    assert.equal(table?.['csv'], 'x,y\n1,p|q');
    assert.equal(
      table?.['html'],
      '<table><thead><tr><th>x</th><th>y</th></tr></thead><tbody><tr><td>1</td><td>p|q</td></tr></tbody></table>',
    );
    assert.deepEqual([code?.['value'], code?.['language']], ['let a;', 'js']);
  });

  it('gives text without marks', () => {
    assert.equal(
      contentOfMarkdown(source).text,
      'Title one\n\nSome bold link\nnext & last\n\n- a\n  1. b\n- [ ] c\n\nx\ty\n1\tp|q\n\nlet a;',
    );
  });

  it('survives nesting that no reader can follow', () => {
    const deep = '>'.repeat(10_000);
    assert.equal(contentOfMarkdown(`${deep} x`).items[0]?.type, 'text');
  });

  it('is tidied where a converter made it', () => {
    const made =
      '|  |  |  |\n|---|---|---|\n| A |  | B |\n|  |  |  |\n| 1 |  | x\\|y |\n\n- one\n\n- - two\n\n- \n\n- three';
    const { markdown } = contentOfConverted(tokensOf(made));
    assert.equal(markdown, '| A | B |\n| --- | --- |\n| 1 | x\\|y |\n\n- one\n  - two\n- three');
  });
});

describe('HTML', () => {
  const markdown = (html: string): string => contentOfHtml(html).markdown;

  it('leaves out what is no content', () => {
    const page =
      '<html><head><title>T</title><style>p{}</style></head><body><nav>Menu</nav><script>x()</script><a href="#main">Skip to main content</a><p>Words</p><p style="display: none">hidden</p><img src="pixel.gif"><button>Go</button></body></html>';
    assert.equal(markdown(page), 'Words');
  });

  it('nests lists by their markers', () => {
    assert.equal(
      markdown('<ul><li>a<ol start="3"><li>b</li><li>c</li></ol></li><li>d</li></ul>'),
      '- a\n  3. b\n  4. c\n- d',
    );
  });

  it('makes a plain table of one with spans, blocks and a caption', () => {
    const table =
      '<table><caption>Prices</caption><tr><th colspan="2">Item</th><th>Price</th></tr><tr><td rowspan="2">Pen</td><td><p>red</p><ul><li>thin</li><li>thick</li></ul></td><td>1</td></tr><tr><td>blue</td><td>2</td></tr></table>';
    assert.equal(
      markdown(table),
      'Prices\n\n| Item |  | Price |\n| --- | --- | --- |\n| Pen | red<br>• thin<br>• thick | 1 |\n|  | blue | 2 |',
    );
  });

  it('takes a table apart that only places things', () => {
    assert.equal(
      markdown(
        '<table><tr><td>Left</td><td><table><tr><th>a</th></tr><tr><td>1</td></tr></table></td></tr></table>',
      ),
      'Left\n\n| a |\n| --- |\n| 1 |',
    );
  });

  it('escapes only what would be read as a mark', () => {
    assert.equal(
      markdown('<h2>2. Results</h2><p>snake_case [1] a*b &lt;T&gt;</p>'),
      '## 2. Results\n\nsnake_case [1] a\\*b \\<T>',
    );
  });

  it('keeps preformatted text as code', () => {
    assert.equal(
      markdown('<pre class="language-js">\nlet a = 1;\n  b;\n</pre>'),
      '```js\nlet a = 1;\n  b;\n```',
    );
  });

  it('keeps what is in elements that have no name', () => {
    assert.equal(
      contentOfHtml('<p>One</p><x<y z>Two <b>three</b></x<y>\n<p<>Four').text.replace(/\s+/g, ' '),
      'One Two three Four',
    );
  });

  it('gives the bare text of a page that is nested without end', () => {
    const page = `${'<div>'.repeat(200_000)}deep words${'</div>'.repeat(200_000)}`;
    assert.match(markdown(page), /deep words/);
  });

  it('follows the charset that the page declares, unless its bytes are UTF-8', () => {
    const latin = Buffer.from('<meta charset="iso-8859-2"><p>\xb3', 'latin1');
    assert.match(decodeHtml(latin), /ł/);
    assert.match(decodeHtml(Buffer.from('<meta charset="iso-8859-2"><p>ł')), /ł/);
  });
});

describe('mail', () => {
  it('gives subject, header lines, body and attachments', async () => {
    const mail = [
      'From: Ada <ada@example.com>',
      'To: bo@example.com',
      'Subject: =?utf-8?q?M=C3=A4rz?=',
      'Date: Mon, 2 Mar 2026 10:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Hello <Bo>,',
      'see below.',
      '',
      '--b',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename="bill.pdf"',
      '',
      'x',
      '--b--',
    ].join('\r\n');
    const page = await parseMail(Buffer.from(mail), '.eml');
    assert.equal(
      page.markdown,
      '# März\n\n- **From:** Ada (ada@example.com)\n- **To:** bo@example.com\n- **Date:** 2026-03-02T09:00:00.000Z\n\nHello <Bo>,  \nsee below.\n\n## Attachments\n\n- bill.pdf',
    );
    assert.match(page.text, /^März\n\n- From: Ada/);
    assert.match(page.text, /Hello <Bo>,\nsee below\./);
  });

  it('reads the HTML body of a mail without a plain one', async () => {
    const mail = 'Subject: x\r\nContent-Type: text/html\r\n\r\n<p>Only <b>this</b></p>';
    assert.match((await parseMail(Buffer.from(mail), '.eml')).markdown, /Only \*\*this\*\*/);
  });
});
