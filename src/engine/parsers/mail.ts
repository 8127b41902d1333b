import MsgReader from '@kenjiuno/msgreader';
import PostalMime from 'postal-mime';
import { failures } from './failures';
import { flowPage } from './flowPage';
import { contentOfHtml, decodeHtml } from './html';
import { contentOfMarkdown, type MarkdownContent } from './markdown';
import { contentOfText } from './text';
import type { ParsedPage } from './types';

/** What of a message becomes text. */
interface Message {
  subject: string;
  /** Name and value of the header lines that a reader shows. */
  headers: [string, string][];
  html: string | null;
  text: string | null;
  attachments: string[];
}

/** Parses an e-mail: subject as the title, the header lines, the body, and the names of the attachments. */
export async function parseMail(bytes: Buffer, extension: string): Promise<ParsedPage> {
  const message = extension === '.msg' ? readMsg(bytes) : await readEml(bytes);
  const body =
    message.text?.trim() || !message.html ? plainBody(message.text ?? '') : contentOfHtml(message.html);
  const head = [
    ...(message.subject === '' ? [] : [`# ${oneLine(message.subject)}`]),
    message.headers.map(([name, value]) => `- **${name}:** ${oneLine(value)}`).join('\n'),
  ];
  const tail =
    message.attachments.length > 0
      ? ['## Attachments', message.attachments.map(name => `- ${oneLine(name)}`).join('\n')]
      : [];
  const around = [head, tail].map(part => contentOfMarkdown(part.filter(text => text !== '').join('\n\n')));
  const [first, last] = around;
  const parts = [first, body, last].filter(part => part !== undefined && part.markdown !== '');
  if (parts.length === 0) throw failures.broken('The message');
  return flowPage(1, {
    items: parts.flatMap(part => part?.items ?? []),
    markdown: parts.map(part => part?.markdown).join('\n\n'),
    text: parts.map(part => part?.text).join('\n\n'),
  });
}

async function readEml(bytes: Buffer): Promise<Message> {
  const mail = await PostalMime.parse(bytes).catch(() => {
    throw failures.broken('The message');
  });
  const people = (list: typeof mail.to): string => (list ?? []).map(person).join(', ');
  return {
    subject: mail.subject ?? '',
    headers: present([
      ['From', mail.from ? person(mail.from) : ''],
      ['To', people(mail.to)],
      ['Cc', people(mail.cc)],
      ['Date', isoDate(mail.date)],
    ]),
    html: mail.html ?? null,
    text: mail.text ?? null,
    attachments: mail.attachments.flatMap(file =>
      file.filename && file.disposition !== 'inline' ? [file.filename] : [],
    ),
  };
}

function readMsg(bytes: Buffer): Message {
  const copy = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const mail = new MsgReader(copy).getFileData();
  if (mail.error) throw failures.broken('The message');
  const recipients = (type: string): string =>
    (mail.recipients ?? [])
      .filter(one => (one.recipType ?? 'to') === type)
      .map(one => person({ name: one.name ?? '', address: one.smtpAddress ?? one.email ?? '' }))
      .join(', ');
  return {
    subject: mail.subject ?? '',
    headers: present([
      [
        'From',
        person({ name: mail.senderName ?? '', address: mail.senderSmtpAddress ?? mail.senderEmail ?? '' }),
      ],
      ['To', recipients('to')],
      ['Cc', recipients('cc')],
      ['Date', isoDate(mail.messageDeliveryTime ?? mail.clientSubmitTime)],
    ]),
    html: mail.html ? decodeHtml(Buffer.from(mail.html)) : (mail.bodyHtml ?? null),
    text: mail.body ?? null,
    attachments: (mail.attachments ?? []).flatMap(file => {
      const name = file.fileName ?? file.fileNameShort;
      return name && !file.attachmentHidden ? [name] : [];
    }),
  };
}

const present = (headers: [string, string][]): [string, string][] =>
  headers.filter(([, value]) => value !== '');

function person({ name, address }: { name: string; address?: string | undefined }): string {
  // An address of an Exchange server ("/O=…") tells a reader nothing.
  const shown = address?.includes('@') ? address : '';
  if (name === '' || name === shown) return shown;
  return shown === '' ? name : `${name} (${shown})`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Lines of a plain body stay lines in Markdown, by two spaces before the break. */
function plainBody(text: string): MarkdownContent {
  const content = contentOfText(text);
  const items = content.items.map(item => ({ ...item, md: item.md.replace(/[ \t]*\n/g, '  \n') }));
  return { ...content, items, markdown: items.map(item => item.md).join('\n\n') };
}

/** A date as ISO 8601 where it is one. */
function isoDate(date: string | undefined): string {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? (date ?? '') : new Date(time).toISOString();
}
