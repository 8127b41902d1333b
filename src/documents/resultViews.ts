/** The ways in which the result of a file can be read, and how their names end. */
export const resultViews = {
  markdown: '.md',
  text: '.txt',
  items: '.items.json',
  details: '.job.json',
  extract: '.extract.json',
  extractDetails: '.job.json',
  classification: '.classify.json',
  classifyDetails: '.job.json',
} as const;
export type ResultView = keyof typeof resultViews;
/** The views of a parse. */
export type ParseView = Exclude<ResultView, ExtractView | ClassifyView>;
/** The views of an extraction: what it gave, with its metadata, and all about its job. */
export type ExtractView = 'extract' | 'extractDetails';

/** The views of a classification: what it found, and all about its job. */
export type ClassifyView = 'classification' | 'classifyDetails';

export const isExtractView = (view: ResultView): view is ExtractView =>
  view === 'extract' || view === 'extractDetails';

export const isClassifyView = (view: ResultView): view is ClassifyView =>
  view === 'classification' || view === 'classifyDetails';

/** Whether a view is there from the job's beginning and for one that failed. */
export const showsAnyState = (view: ResultView): boolean => resultViews[view] === '.job.json';

/** The view that a job of some kind has where another kind has the one that is asked for. */
export function viewOfJob(jobType: string, view: ResultView): ResultView {
  if (jobType === 'extract_v2') return showsAnyState(view) ? 'extractDetails' : 'extract';
  if (jobType === 'classify_v2') return showsAnyState(view) ? 'classifyDetails' : 'classification';
  if (isExtractView(view) || isClassifyView(view)) return showsAnyState(view) ? 'details' : 'markdown';
  return view;
}
