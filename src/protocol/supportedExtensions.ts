/** Extensions of files that the local engine parses, lower case with dot, by family of parser. */
export const EXTENSIONS_BY_FAMILY = {
  pdf: ['.pdf'],
  image: ['.png', '.jpg', '.jpeg', '.tif', '.tiff', '.bmp', '.webp', '.gif'],
  office: [
    ...['.docx', '.docm', '.doc', '.odt', '.rtf', '.epub'],
    ...['.pptx', '.pptm', '.ppsx', '.ppt', '.pps', '.odp'],
    ...['.xlsx', '.xlsm', '.xls', '.ods', '.csv', '.tsv'],
  ],
  text: ['.txt', '.text', '.log', '.rst', '.org', '.adoc', '.tex', '.json', '.xml', '.yaml', '.yml'],
  markdown: ['.md', '.markdown'],
  html: ['.html', '.htm', '.xhtml'],
  mail: ['.eml', '.msg'],
} as const;

/** What the local engine parses: every extension of every family. */
export const LOCAL_EXTENSIONS: readonly string[] = Object.values(EXTENSIONS_BY_FAMILY).flat();
