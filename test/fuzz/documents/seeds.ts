import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { docxOf, pdfOf, pptxOf, tiffOf, xlsxOf } from '../../unit/engine/parsers/samples';

export interface Seed {
  /** With dot. */
  extension: string;
  bytes: Buffer;
}

const sampleFolder = 'test/fixtures/sample';
const extensions = /\.(pdf|png|jpe?g|tiff?|bmp|gif|webp|docx|pptx|xlsx|html|eml|md|txt|csv|rtf|odt|epub)$/i;
/** Larger ones take more time than they are worth. */
const mostBytes = 300_000;

/** Documents of many kinds: the project's sample, and small ones in which nothing is packed. */
export async function readSeeds(): Promise<Seed[]> {
  const files = readdirSync(sampleFolder, { recursive: true, encoding: 'utf8' }).filter(file =>
    extensions.test(file),
  );
  const sample = files
    .map(file => ({ extension: extname(file).toLowerCase(), bytes: readFileSync(join(sampleFolder, file)) }))
    .filter(({ bytes }) => bytes.length < mostBytes);
  const text = (extension: string, content: string): Seed => ({ extension, bytes: Buffer.from(content) });
  return [
    ...sample,
    { extension: '.pdf', bytes: await pdfOf(['First page', 'Second page'], { compress: false }) },
    { extension: '.pdf', bytes: await pdfOf([{ upwards: 'Upwards' }, 'x'], { compress: false }) },
    {
      extension: '.docx',
      bytes: docxOf('<w:p><w:r><w:t>Words</w:t></w:r></w:p><w:tbl><w:tr><w:tc/></w:tr></w:tbl>'),
    },
    {
      extension: '.xlsx',
      bytes: xlsxOf({
        One: [
          ['a', 'b'],
          ['1', '2'],
        ],
        Two: [['c']],
      }),
    },
    { extension: '.pptx', bytes: pptxOf(['Hello', 'World']) },
    { extension: '.tif', bytes: tiffOf(2) },
    text(
      '.rtf',
      '{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0\\b Bold\\b0\\par{\\*\\x y}\\u8364?\\bin3 abc\\trowd\\cell\\row}',
    ),
    text(
      '.html',
      '<!doctype html><table><tr><td colspan=2>a<ul><li>b<pre>c</pre></ul></table><a href=x>d</a><h1>e</h1>',
    ),
    text(
      '.md',
      '# a\n\n| b | c |\n|---|---|\n| d | e |\n\n> f\n>> g\n\n1. h\n   - i\n\n```js\nj\n```\n![k](l "m")\n',
    ),
    text('.csv', 'a;b;"c\nd"\n1;2;"3""4"\n'),
    text(
      '.eml',
      'From: =?utf-8?B?w6Q=?= <a@b.example>\r\nSubject: x\r\nContent-Type: multipart/alternative; boundary=q\r\n\r\n--q\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=C3=A4\r\n--q\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+YTwvYj4=\r\n--q--',
    ),
    text('.json', '{"a": [1, 2, {"b": null}]}'),
    text('.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a x="y">&b;<![CDATA[d]]></a>'),
  ];
}
