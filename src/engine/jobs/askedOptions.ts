/** One option that somebody asked for. */
export interface AskedOption {
  /** Dotted; a value of a list follows the list's name, as in `output_options.images_to_save.layout`. */
  name: string;
  /** The name, with `=false` for a switch that was turned off where off is not the default. */
  key: string;
  value: unknown;
}

/** Groups of a parse_v2 configuration that hold options; its other keys say which tier, whom to tell, and the like. */
const groups = [
  'page_ranges',
  'crop_box',
  'agentic_options',
  'fast_options',
  'input_options',
  'output_options',
  'processing_options',
  'processing_control',
];

/** Values that a missing option has (LlamaCloud API docs), beside `false` of switches. */
const defaults: Readonly<Record<string, unknown>> = {
  'output_options.tables_as_spreadsheet.guess_sheet_name': true,
  'processing_options.forms': 'default',
};
/** Switches that are not off when they are missing, or for which the docs leave that open. */
const notOffByDefault: ReadonlySet<string> = new Set([
  'output_options.tables_as_spreadsheet.guess_sheet_name',
  'output_options.markdown.annotate_links',
  'output_options.markdown.tables.output_tables_as_markdown',
]);

/** The options that parameters ask for: those that are not null, empty or what they are anyway. */
export function askedOptions(parameters: Readonly<Record<string, unknown>>): AskedOption[] {
  return groups.flatMap(group => leaves(group, parameters[group]));
}

function leaves(name: string, value: unknown): AskedOption[] {
  if (value === null || value === undefined || value === '' || value === defaults[name]) return [];
  if (value === false) return notOffByDefault.has(name) ? [{ name, key: `${name}=false`, value }] : [];
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(item => typeof item === 'string')) {
      return [...new Set(value)].map(item => ({
        name: `${name}.${item}`,
        key: `${name}.${item}`,
        value: true,
      }));
    }
    return value.length > 0 ? [{ name, key: name, value }] : [];
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => leaves(`${name}.${key}`, inner));
  }
  return [{ name, key: name, value }];
}
