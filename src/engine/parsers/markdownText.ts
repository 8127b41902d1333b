import type { Token, Tokens } from 'marked';

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** The words of Markdown tokens without its marks: blocks apart by a blank line, cells by a tab. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(blockText)
    .filter(text => text !== '')
    .join('\n\n');
}

/** The words of inline tokens; a line break is a newline, an image its alternative text. */
export function inlineText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map(inline).join('').trim();
}

function blockText(token: Token): string {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'checkbox':
    case 'def':
      return '';
    case 'code':
      return (token as Tokens.Code).text;
    case 'html':
      return stripTags(token.raw);
    case 'blockquote':
      return plainText((token as Tokens.Blockquote).tokens);
    case 'list':
      return listText(token as Tokens.List, '');
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [header, ...rows]
        .map(row => row.map(cell => inlineText(cell.tokens).replaceAll('\n', ' ')).join('\t'))
        .join('\n');
    }
    default:
      return 'tokens' in token && token.tokens ? inlineText(token.tokens) : decode(token.raw.trim());
  }
}

function listText(list: Tokens.List, indent: string): string {
  const start = typeof list.start === 'number' ? list.start : 1;
  return list.items
    .map((item, index) => {
      const marker = list.ordered ? `${start + index}.` : '-';
      const parts = item.tokens.map(token =>
        token.type === 'list' ? listText(token as Tokens.List, `${indent}  `) : blockText(token),
      );
      const words = parts.filter(part => part !== '').join('\n');
      return `${indent}${marker} ${taskMark(item)}${words}`;
    })
    .join('\n');
}

/** The box of a task list's item; nothing for other items. */
export const taskMark = (item: Tokens.ListItem): string =>
  item.task ? `[${item.checked ? 'x' : ' '}] ` : '';

function inline(token: Token): string {
  switch (token.type) {
    case 'br':
      return '\n';
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? '\n' : '';
    case 'codespan':
    case 'escape':
      return (token as Tokens.Codespan).text;
    case 'image':
      return (token as Tokens.Image).text;
    default:
      if ('tokens' in token && token.tokens) return token.tokens.map(inline).join('');
      return decode('text' in token ? token.text : token.raw);
  }
}

const stripTags = (html: string): string =>
  decode(html.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '')).trim();

const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => ENTITIES[name] ?? whole);
