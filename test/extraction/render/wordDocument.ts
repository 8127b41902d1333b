import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopPosition,
  TextRun,
  WidthType,
} from 'docx';

/** A paragraph (`**label**` is bold, tabs go to stops), a heading, or a table. */
export type Block = string | { heading: string } | { table: readonly (readonly string[])[] };

/** Makes a Word document. */
export async function wordDocument(blocks: readonly Block[]): Promise<Buffer> {
  const children = blocks.map(block => {
    if (typeof block === 'string') return paragraph(block);
    if ('heading' in block) return new Paragraph({ text: block.heading, heading: HeadingLevel.HEADING_1 });
    const rows = block.table.map(
      cells => new TableRow({ children: cells.map(cell => new TableCell({ children: [paragraph(cell)] })) }),
    );
    return new Table({ rows, width: { size: 100, type: WidthType.PERCENTAGE } });
  });
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

function paragraph(text: string): Paragraph {
  const runs = text.split('**').map((part, i) => new TextRun({ text: part, bold: i % 2 === 1 }));
  return new Paragraph({ children: runs, tabStops: [{ type: 'left', position: TabStopPosition.MAX / 3 }] });
}
